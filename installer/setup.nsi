; The setup of TCXD for Windows, per user, built on Linux by installer/build.py:
;
;   makensis -DTREE=… -DVERSION=0.1.0 -DNUMBER=1000 -DSCHEMA=5 -DSEALED=2 -DSIZE_KB=… -DLONGEST=…
;            -DICON=… -DOUT=… [-DSTRONG] [-DSIGN=…] installer/setup.nsi
;
; What is there is never half replaced. The new version is unpacked beside the old one into .moi;
; its own command line copies every office of the user and reads the copies back; only then the old
; parts go to .cu and the new ones come, each by a rename. Whatever fails is taken back, and a
; machine that went off in between is put right by the next run of the setup.
;
; Switches: /S silent, /D=folder (last), /LANG=en, /BIEUTUONG an icon on the desktop when silent,
; /CAPNHAT started by the program for an update (progress only, waits for it to end, starts it
; again), /HABAN a lower version the head of the office ordered.
; Exit codes: 0 done · 1 left by the user · 2 damaged · 3 the data could not be copied · 4 TCXD or
; another setup runs · 5 lower version · 6 folder or room on the disk · 7 Windows too old · 8 files
; could not be replaced.

Unicode true
!ifdef STRONG
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!else
  SetCompressor zlib
!endif

!define NAME "Sổ công tác Đảng"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\TCXD"
!define MUTEX_PROGRAM "Local\TCXD.running"
!define MUTEX_SETUP "Local\TCXD.setup"
!define COMING ".moi"
!define ASIDE ".cu"
!define AWAY ".bo"
!define REMOVER "go-cai-dat.exe"
!define BACK_LINK "${NAME} - quay lại bản trước"
!define OLDEST_WINDOWS 17763

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include x64.nsh

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\TCXD"
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
CRCCheck force
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "TCXD ${VERSION}"
!ifdef SIGN
  !uninstfinalize '${SIGN}'
  !finalize '${SIGN}'
!endif

Var Data        ; folder of the user's data: never touched, only told
Var Mutex       ; handle: this setup is at work
Var Update      ; 1: started by the program
Var Lower       ; 1: a lower version is wanted
Var Installed   ; 1: a version is there
Var From        ; its version; empty where nobody told
Var FromNumber
Var FromSchema
Var FromSealed
Var Patience    ; half seconds to wait for the program to end
Var Coming      ; folder of what comes, of what goes aside
Var Aside
Var Bad         ; file that could not be moved; empty: none
Var Code        ; exit code and sentence of what ends the setup
Var Said
Var Private     ; 1: what is said may name a folder, and does not go to the log
Var About       ; what the first page says of the version that is there

; --- pages ---------------------------------------------------------------------------------------

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${__FILEDIR__}/setup/welcome.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${__FILEDIR__}/setup/welcome.bmp"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "$(LEAVE)"
!define MUI_UNABORTWARNING
!define MUI_UNABORTWARNING_TEXT "$(LEAVE)"
!define MUI_CUSTOMFUNCTION_GUIINIT OnWindow

!define MUI_WELCOMEPAGE_TITLE "$(WELCOME_TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME_TEXT)"
!define MUI_PAGE_CUSTOMFUNCTION_PRE OnWelcome
!insertmacro MUI_PAGE_WELCOME

!define MUI_PAGE_HEADER_TEXT "$(FOLDER_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(FOLDER_SUBTITLE)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(FOLDER_TEXT)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(FOLDER_BOX)"
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipIfThere
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE OnFolder
!insertmacro MUI_PAGE_DIRECTORY

!define MUI_PAGE_HEADER_TEXT "$(WORK_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(WORK_SUBTITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(DONE_TITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(DONE_SUBTITLE)"
!insertmacro MUI_PAGE_INSTFILES

!define MUI_FINISHPAGE_TITLE "$(FINISH_TITLE)"
!define MUI_FINISHPAGE_TEXT "$(FINISH_TEXT)"
!define MUI_FINISHPAGE_BUTTON "$(FINISH_BUTTON)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(FINISH_RUN)"
!define MUI_FINISHPAGE_RUN_FUNCTION Launch
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(FINISH_ICON)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION PutIcon
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipInUpdate
!define MUI_PAGE_CUSTOMFUNCTION_SHOW OnFinish
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "$(REMOVE_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(REMOVE_SUBTITLE)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(REMOVE_TEXT)"
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "$(REMOVE_BOX)"
!insertmacro MUI_UNPAGE_CONFIRM

!define MUI_PAGE_HEADER_TEXT "$(REMOVING_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(REMOVING_SUBTITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(REMOVED_TITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(REMOVED_SUBTITLE)"
!insertmacro MUI_UNPAGE_INSTFILES

!define MUI_FINISHPAGE_TITLE "$(REMOVED_TITLE)"
!define MUI_FINISHPAGE_TEXT "$(REMOVED_TEXT)"
!define MUI_FINISHPAGE_BUTTON "$(FINISH_BUTTON)"
!define MUI_FINISHPAGE_LINK "$(REMOVED_LINK)"
!define MUI_FINISHPAGE_LINK_LOCATION "$Data"
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

!include "${__FILEDIR__}/setup/words.nsh"
!include "${__FILEDIR__}/setup/common.nsh"
!include "${__FILEDIR__}/setup/system.nsh"

MiscButtonText "$(BUTTON_BACK)" "$(BUTTON_NEXT)" "$(BUTTON_CANCEL)" "$(BUTTON_CLOSE)"
InstallButtonText "$(BUTTON_INSTALL)"
UninstallButtonText "$(BUTTON_REMOVE)"
SpaceTexts "$(SPACE_NEEDED)" "$(SPACE_FREE)"
; The same in both languages: boxes of .onInit have it too.
Caption "${NAME} ${VERSION}"
UninstallCaption "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductName" "TCXD"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileDescription" "Cài đặt ${NAME}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "LegalCopyright" "Apache License 2.0"

; --- before anything -----------------------------------------------------------------------------

Function .onInit
  !insertmacro BEGIN ""
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LANG=" $1
  ${If} $1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/CAPNHAT" $1
  ${IfNot} ${Errors}
    StrCpy $Update 1
    StrCpy $Patience 60
    SetAutoClose true
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/HABAN" $1
  ${IfNot} ${Errors}
    StrCpy $Lower 1
  ${EndIf}

  Call CheckWindows
  !insertmacro BE_THE_ONE ""
  Call Guard
  Call FindInstalled
  Call CheckLower
  ${If} ${Silent}
    Call CheckFolder
    ${If} $Said != ""
      StrCpy $Code 6
      Call Fail
    ${EndIf}
  ${EndIf}
FunctionEnd

Function CheckWindows
  ${IfNot} ${RunningX64}
    !insertmacro FAIL "" 7 TOO_OLD
  ${EndIf}
  SetRegView 64
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  SetRegView lastused
  ${If} $0 < ${OLDEST_WINDOWS}
    !insertmacro FAIL "" 7 TOO_OLD
  ${EndIf}
FunctionEnd

; Finds the version that is there; a replacement that was cut off is taken back first.
Function FindInstalled
  ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\*.*"
    StrCpy $INSTDIR $0
  ${EndIf}
  Call Recover
  ${IfNot} ${FileExists} "$INSTDIR\VERSION.json"
    Return
  ${EndIf}
  StrCpy $Installed 1
  ReadRegStr $From HKCU "${KEY}" "DisplayVersion"
  ReadRegDWORD $FromNumber HKCU "${KEY}" "Number"
  ReadRegDWORD $FromSchema HKCU "${KEY}" "Schema"
  ReadRegDWORD $FromSealed HKCU "${KEY}" "Sealed"
  ${If} $From == ""
    Call AskProgram
  ${EndIf}
FunctionEnd

; Where the entry in the list of programs is lost, the program itself says which version it is: a
; lower one must not pass for the same.
Function AskProgram
  ClearErrors
  GetDLLVersion "$INSTDIR\TCXD.exe" $0 $1
  ${IfNot} ${Errors}
    IntOp $2 $0 / 0x10000
    IntOp $3 $0 & 0xFFFF
    IntOp $4 $1 / 0x10000
    StrCpy $From "$2.$3.$4"
    IntOp $2 $2 * 1000000
    IntOp $3 $3 * 1000
    IntOp $FromNumber $2 + $3
    IntOp $FromNumber $FromNumber + $4
  ${EndIf}
FunctionEnd

Function CheckLower
  ${If} $Installed <> 1
  ${OrIf} $FromNumber <= ${NUMBER}
    Return
  ${EndIf}
  ; An older program cannot read what a newer one wrote, whoever orders it.
  ${If} ${SCHEMA} < $FromSchema
  ${OrIf} ${SEALED} < $FromSealed
    !insertmacro FAIL "" 5 LOWER_SCHEMA
  ${EndIf}
  ${If} $Lower <> 1
    !insertmacro FAIL "" 5 LOWER
  ${EndIf}
FunctionEnd

; Sets $Said to what is wrong with the folder, or to nothing.
Function CheckFolder
  StrCpy $Said ""
  StrLen $0 "$INSTDIR\${COMING}\"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 255
    !insertmacro SAY FOLDER_LONG
    Return
  ${EndIf}
  ${If} $Installed <> 1
    Call Foreign
    ${If} $0 <> 0
      !insertmacro SAY FOLDER_FOREIGN
    ${EndIf}
  ${EndIf}
FunctionEnd

; Sets $0 to 1 where the folder holds what is not ours: nothing of it may be mixed with the program.
Function Foreign
  FindFirst $1 $2 "$INSTDIR\*.*"
  StrCpy $0 0
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
    ${AndIf} $2 != "${COMING}"
    ${AndIf} $2 != "${ASIDE}"
      StrCpy $0 1
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
FunctionEnd

Function SkipInUpdate
  ${If} $Update = 1
    Abort
  ${EndIf}
FunctionEnd

Function OnWelcome
  Call SkipInUpdate
  ${If} $Installed <> 1
    StrCpy $About "$(ABOUT_NEW)"
  ${ElseIf} $FromNumber = ${NUMBER}
    StrCpy $About "$(ABOUT_SAME)"
  ${Else}
    StrCpy $About "$(ABOUT_OTHER)"
  ${EndIf}
FunctionEnd

Function SkipIfThere
  ${If} $Installed = 1
    Abort
  ${EndIf}
FunctionEnd

Function OnFolder
  Call Foreign
  ${If} $0 <> 0
    StrCpy $INSTDIR "$INSTDIR\TCXD"
  ${EndIf}
  Call CheckFolder
  ${If} $Said != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Said"
    Abort
  ${EndIf}
FunctionEnd

Function OnWindow
  BringToFront
FunctionEnd

; --- the work ------------------------------------------------------------------------------------

Section "TCXD"
  Call CheckRoom
  RMDir /r "$INSTDIR\${COMING}"
  !insertmacro STEP "$(STEP_UNPACK)"
  ClearErrors
  SetOutPath "$INSTDIR\${COMING}"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\${COMING}\${REMOVER}"
  ${If} ${Errors}
    Call DropComing
    !insertmacro FAIL "" 6 NOT_UNPACKED
  ${EndIf}
  ; The folder one works in cannot be renamed.
  SetOutPath "$TEMP"
  !insertmacro STEP "$(STEP_COPY)"
  Call CopyData
  Call Guard
  !insertmacro STEP "$(STEP_SWAP)"
  Call Replace
  !insertmacro STEP "$(STEP_SYSTEM)"
  Call WriteSystem
  StrCpy $Said "$(DONE_TITLE)"
  StrCpy $Code 0
  Call Note
SectionEnd

; Half of the room is for the version that comes; the copies of the data look after their own.
Function CheckRoom
  ${GetRoot} "$INSTDIR" $0
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  IntOp $2 ${SIZE_KB} / 1024
  IntOp $2 $2 + 50
  ${If} $1 != ""
  ${AndIf} $1 < $2
    !insertmacro FAIL "" 6 NO_ROOM
  ${EndIf}
FunctionEnd

; Lets the version that comes copy the data; that it runs at all is proven by that.
Function CopyData
  StrCpy $1 ""
  ${If} $Installed = 1
  ${AndIf} $From != ""
    StrCpy $1 " --from $From"
  ${EndIf}
  ${If} $Lower = 1
    StrCpy $1 "$1 --lower"
  ${EndIf}
  InitPluginsDir
  nsExec::ExecToStack '"$INSTDIR\${COMING}\tcxdc.exe" before-upgrade$1 --say "$PLUGINSDIR\noi.txt"'
  Pop $0
  Pop $1
  ${If} $0 == 0
    Return
  ${EndIf}
  Call ReadSaid
  Call DropComing
  ${If} $0 == 3
  ${OrIf} $0 == 4
  ${OrIf} $0 == 5
    !insertmacro FAIL "" $0 NOT_COPIED
  ${EndIf}
  !insertmacro FAIL "" 3 NOT_STARTED
FunctionEnd

; Reads into $Said what the program wrote for us.
Function ReadSaid
  StrCpy $Said ""
  ClearErrors
  FileOpen $R0 "$PLUGINSDIR\noi.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $R0 $Said
    FileClose $R0
    StrCpy $Private 1
  ${EndIf}
FunctionEnd

Function Replace
  ; What is kept there is older than what is about to be kept.
  RMDir /r "$INSTDIR\${ASIDE}"
  RMDir /r "$INSTDIR\${AWAY}"
  StrCpy $Coming "$INSTDIR\${COMING}"
  StrCpy $Aside "$INSTDIR\${ASIDE}"
  Call Swap
  ${If} $Bad != ""
    Call DropComing
    !insertmacro FAIL "" 8 NOT_REPLACED
  ${EndIf}
  Call DropComing
  Call KeepOrDrop
FunctionEnd

; Keeps the old version for the way back, unless the new one changes what the old one can read.
Function KeepOrDrop
  ${If} $Installed = 1
  ${AndIf} $From != ""
  ${AndIf} $FromNumber <> ${NUMBER}
  ${AndIf} $FromSchema = ${SCHEMA}
  ${AndIf} $FromSealed = ${SEALED}
    WriteINIStr "$INSTDIR\${ASIDE}\ban-cu.ini" "TCXD" "Version" "$From"
    WriteINIStr "$INSTDIR\${ASIDE}\ban-cu.ini" "TCXD" "Number" "$FromNumber"
  ${Else}
    RMDir /r "$INSTDIR\${ASIDE}"
  ${EndIf}
FunctionEnd

Function DropComing
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\${COMING}"
  ${If} $Installed <> 1
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

; --- at the end ----------------------------------------------------------------------------------

Function .onInstSuccess
  ${If} $Update = 1
    Call Launch
  ${EndIf}
FunctionEnd

; Only unpacking ends this way: the disk became full, or somebody pulled the stick with the setup.
Function .onInstFailed
  Call DropComing
  !insertmacro FAIL "" 6 NOT_UNPACKED
FunctionEnd

Function Launch
  !insertmacro LET_OTHERS
  SetOutPath "$PROFILE"
  Exec '"$INSTDIR\TCXD.exe"'
FunctionEnd

; Whoever took the icon away before does not get it back by an upgrade.
Function OnFinish
  ${If} $Installed = 1
    SendMessage $mui.FinishPage.ShowReadme ${BM_SETCHECK} ${BST_UNCHECKED} 0
  ${EndIf}
FunctionEnd

Function PutIcon
  SetOutPath "$PROFILE"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\TCXD.exe" "" "$INSTDIR\TCXD.exe" 0
FunctionEnd

; --- taking it off -------------------------------------------------------------------------------

Function un.onInit
  !insertmacro BEGIN "un."
  ReadRegDWORD $0 HKCU "${KEY}" "Language"
  ${If} $0 = ${LANG_ENGLISH}
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
  !insertmacro BE_THE_ONE "un."
  Call un.Guard
  Call un.Recover
  ; Copied elsewhere it would remove whatever folders there have the names of ours.
  ${IfNot} ${FileExists} "$INSTDIR\TCXD.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\app\tcxd_desktop\*.*"
    !insertmacro FAIL "un." 6 NOT_HERE
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/QUAYLAI" $1
  ${IfNot} ${Errors}
    Call un.GoBack
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetOutPath "$TEMP"
  ; First what could still be in use: while it is there, the entry stays and one may try again.
  StrCpy $Coming "$INSTDIR\${COMING}"
  StrCpy $Aside "$INSTDIR\${AWAY}"
  RMDir /r "$INSTDIR\${AWAY}"
  Call un.PutAside
  ${If} $Bad != ""
    Call un.Undo
    !insertmacro FAIL "un." 8 NOT_REMOVED
  ${EndIf}
  RMDir /r "$INSTDIR\${AWAY}"
  RMDir /r "$INSTDIR\${ASIDE}"
  RMDir /r "$INSTDIR\${COMING}"
  Delete "$INSTDIR\${REMOVER}"
  RMDir "$INSTDIR"
  Call un.RemoveSystem
  StrCpy $Said "$(REMOVED_TITLE)"
  StrCpy $Code 0
  Call un.Note
SectionEnd

; The version before this one comes back; it was kept because it can read the data of this one.
Function un.GoBack
  ReadINIStr $From "$INSTDIR\${ASIDE}\ban-cu.ini" "TCXD" "Version"
  ReadINIStr $FromNumber "$INSTDIR\${ASIDE}\ban-cu.ini" "TCXD" "Number"
  ${If} $From == ""
  ${OrIfNot} ${FileExists} "$INSTDIR\${ASIDE}\TCXD.exe"
    !insertmacro FAIL "un." 8 BACK_NONE
  ${EndIf}
  !insertmacro SAY BACK_ASK
  ${If} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION "$Said" /SD IDYES IDNO`
    SetErrorLevel 1
    Quit
  ${EndIf}
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\${AWAY}"
  StrCpy $Coming "$INSTDIR\${ASIDE}"
  StrCpy $Aside "$INSTDIR\${AWAY}"
  Call un.Swap
  ${If} $Bad != ""
    !insertmacro FAIL "un." 8 NOT_REPLACED
  ${EndIf}
  RMDir /r "$INSTDIR\${AWAY}"
  RMDir /r "$INSTDIR\${ASIDE}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "$From"
  WriteRegDWORD HKCU "${KEY}" "Number" $FromNumber
  Delete "$SMPROGRAMS\${BACK_LINK}.lnk"
  !insertmacro SAY BACK_DONE
  StrCpy $Code 0
  Call un.Note
  MessageBox MB_OK|MB_ICONINFORMATION "$Said" /SD IDOK
  SetErrorLevel 0
  Quit
FunctionEnd
