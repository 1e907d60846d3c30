; What the setup and the uninstaller share: who runs, what is said, and the replacing of files.
; Their functions must have names of their own, so each is written twice, by macros that are given
; "" or "un.".

!macro BEGIN UN
  SetShellVarContext current
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  StrCpy $Update 0
  StrCpy $Lower 0
  StrCpy $Installed 0
  StrCpy $Private 0
  StrCpy $Patience 20
  ${IfNot} ${Silent}
    StrCpy $Patience 2
  ${EndIf}
  ReadEnvStr $Data "TCXD_HOME"
  ${If} $Data == ""
    StrCpy $Data "$LOCALAPPDATA\TCXD"
  ${EndIf}
!macroend

; Ends with a code and what the words of that name say.
!macro FAIL UN CODE NAME
  !insertmacro SAY ${NAME}
  StrCpy $Code "${CODE}"
  Call ${UN}Fail
!macroend

; Refuses to work beside another setup; the program refuses to start beside this one.
!macro BE_THE_ONE UN
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "${MUTEX_SETUP}") p .r0 ?e'
  Pop $1
  StrCpy $Mutex $0
  ${If} $1 = 183
    !insertmacro FAIL "${UN}" 4 ANOTHER_SETUP
  ${EndIf}
!macroend

!macro LET_OTHERS
  System::Call 'kernel32::CloseHandle(p $Mutex)'
!macroend

; Says what is being done, without the name of every file.
!macro STEP TEXT
  SetDetailsPrint both
  DetailPrint "${TEXT}"
  SetDetailsPrint none
!macroend

; The parts of the program. Whoever starts it in the middle of a replacement finds no program, never
; half of one: the launchers go first and come last.
!macro LAUNCHERS UN FROM TO
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "TCXD.exe"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "tcxdc.exe"
!macroend

!macro PARTS UN FROM TO
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "app"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "lib"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "runtime"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "licences"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "VERSION.json"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "SHA256SUMS"
  !insertmacro PART "${UN}" "${FROM}" "${TO}" "${REMOVER}"
!macroend

!macro PART UN FROM TO NAME
  ${If} $Bad == ""
  ${AndIf} ${FileExists} "${FROM}\${NAME}"
    StrCpy $R1 "${FROM}\${NAME}"
    StrCpy $R2 "${TO}\${NAME}"
    Call ${UN}Move
  ${EndIf}
!macroend

; A mark tells the next run how far a replacement came: while it is called GOING, what stands in the
; folder is old; once it is called COMING_IN, everything old is aside and what stands there is new.
; Where it cannot be written nothing is moved: what has no mark could not be taken back.
!define GOING "dang-doi-1"
!define COMING_IN "dang-doi-2"

!macro TURN UN OLD NEW
  ${If} $Bad == ""
    StrCpy $R1 "$Aside\${OLD}"
    StrCpy $R2 "$Aside\${NEW}"
    Call ${UN}Move
  ${EndIf}
!macroend

!macro SHARED UN

Function ${UN}Fail
  Call ${UN}Note
  !insertmacro LET_OTHERS
  SetErrorLevel $Code
  MessageBox MB_OK|MB_ICONSTOP "$Said" /SD IDOK
  ${If} $Update = 1
  ${AndIf} ${FileExists} "$INSTDIR\TCXD.exe"
    Exec '"$INSTDIR\TCXD.exe"'
  ${EndIf}
  Quit
FunctionEnd

; Writes a line to the log; no path, because a path names the user, and that of an office its name.
Function ${UN}Note
  Push $0
  StrCpy $R9 $Said
  ${If} $Private = 1
    StrCpy $R9 "$(NOTED)"
  ${EndIf}
  CreateDirectory "$Data\log"
  ${GetTime} "" "L" $R1 $R2 $R3 $R4 $R5 $R6 $R7
  ClearErrors
  FileOpen $0 "$Data\log\cai-dat.log" a
  ${IfNot} ${Errors}
    FileSeek $0 0 END $R8
    ${If} $R8 = 0
      FileWriteUTF16LE /BOM $0 ""
    ${EndIf}
    FileWriteUTF16LE $0 "$R3-$R2-$R1 $R5:$R6:$R7 [$Code] $From > ${VERSION}: $R9$\r$\n"
    FileClose $0
  ${EndIf}
  Pop $0
FunctionEnd

; Waits for the program to end; then asks, or where nobody can be asked, leaves.
Function ${UN}Guard
  StrCpy $R3 0
  ${Do}
    System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${MUTEX_PROGRAM}") p .r0'
    ${If} $0 P= 0
      Return
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r0)'
    IntOp $R3 $R3 + 1
    ${If} $R3 > $Patience
      ${If} ${Silent}
        RMDir /r "$INSTDIR\${COMING}"
        !insertmacro FAIL "${UN}" 4 RUNS
      ${EndIf}
      !insertmacro SAY RUNS
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$Said" IDCANCEL`
        RMDir /r "$INSTDIR\${COMING}"
        !insertmacro FAIL "${UN}" 4 RUNS_LEFT
      ${EndIf}
      StrCpy $R3 0
    ${EndIf}
    Sleep 500
  ${Loop}
FunctionEnd

; Renames $R1 to $R2; a virus scanner may hold it for a while. $Bad: what could not be moved.
Function ${UN}Move
  StrCpy $R3 0
  ${Do}
    ClearErrors
    Rename "$R1" "$R2"
    ${IfNot} ${Errors}
      Return
    ${EndIf}
    IntOp $R3 $R3 + 1
    ${If} $R3 > 40
      StrCpy $Bad "$R1"
      Return
    ${EndIf}
    Sleep 250
  ${Loop}
FunctionEnd

Function ${UN}PutAside
  StrCpy $Bad ""
  CreateDirectory "$Aside"
  ClearErrors
  FileOpen $R0 "$Aside\${GOING}" w
  ${If} ${Errors}
    StrCpy $Bad "$Aside\${GOING}"
    Return
  ${EndIf}
  FileClose $R0
  !insertmacro LAUNCHERS "${UN}" "$INSTDIR" "$Aside"
  !insertmacro PARTS "${UN}" "$INSTDIR" "$Aside"
FunctionEnd

; Puts $Coming in the place of what is there, and that into $Aside; all of it or nothing.
Function ${UN}Swap
  Call ${UN}PutAside
  !insertmacro TURN "${UN}" "${GOING}" "${COMING_IN}"
  !insertmacro PARTS "${UN}" "$Coming" "$INSTDIR"
  !insertmacro LAUNCHERS "${UN}" "$Coming" "$INSTDIR"
  ${If} $Bad == ""
    Delete "$Aside\${COMING_IN}"
  ${Else}
    Push $Bad
    Call ${UN}Undo
    Pop $Bad
  ${EndIf}
FunctionEnd

; Takes a replacement back, from wherever it stopped; may itself be cut off and be called again.
Function ${UN}Undo
  StrCpy $Bad ""
  ${If} ${FileExists} "$Aside\${COMING_IN}"
    !insertmacro LAUNCHERS "${UN}" "$INSTDIR" "$Coming"
    !insertmacro PARTS "${UN}" "$INSTDIR" "$Coming"
    !insertmacro TURN "${UN}" "${COMING_IN}" "${GOING}"
  ${EndIf}
  ${If} ${FileExists} "$Aside\${GOING}"
  ${AndIf} $Bad == ""
    !insertmacro PARTS "${UN}" "$Aside" "$INSTDIR"
    !insertmacro LAUNCHERS "${UN}" "$Aside" "$INSTDIR"
    ${If} $Bad == ""
      Delete "$Aside\${GOING}"
    ${EndIf}
  ${EndIf}
  RMDir "$Aside"
FunctionEnd

; Puts right what a machine that went off in the middle of a replacement left.
Function ${UN}Recover
  StrCpy $Bad ""
  StrCpy $Coming "$INSTDIR\${COMING}"
  StrCpy $Aside "$INSTDIR\${ASIDE}"
  Call ${UN}RecoverHere
  StrCpy $Coming "$INSTDIR\${ASIDE}"
  StrCpy $Aside "$INSTDIR\${AWAY}"
  Call ${UN}RecoverHere
FunctionEnd

Function ${UN}RecoverHere
  ${If} ${FileExists} "$Aside\${GOING}"
  ${OrIf} ${FileExists} "$Aside\${COMING_IN}"
    CreateDirectory "$Coming"
    Call ${UN}Undo
    ${If} $Bad != ""
      !insertmacro FAIL "${UN}" 8 NOT_REPLACED
    ${EndIf}
  ${EndIf}
FunctionEnd

!macroend

!insertmacro SHARED ""
!insertmacro SHARED "un."
