; What Windows is told: shortcuts, the entry in the list of programs, the kinds of files.

; A kind of file: its name in the list of programs, its icon, what opens it. Another program that
; has the ending already keeps it; ours is then offered in the menu "open with".
!macro FILE_TYPE ENDING WORDS
  WriteRegStr HKCU "Software\Classes\TCXD${ENDING}" "" "${WORDS}"
  WriteRegStr HKCU "Software\Classes\TCXD${ENDING}\DefaultIcon" "" "$INSTDIR\TCXD.exe,0"
  WriteRegStr HKCU "Software\Classes\TCXD${ENDING}\shell\open\command" "" \
    '"$INSTDIR\TCXD.exe" --open "%1"'
  WriteRegStr HKCU "Software\Classes\${ENDING}\OpenWithProgids" "TCXD${ENDING}" ""
  ReadRegStr $0 HKCR "${ENDING}" ""
  ${If} $0 == ""
    WriteRegStr HKCU "Software\Classes\${ENDING}" "" "TCXD${ENDING}"
  ${EndIf}
!macroend

!macro FORGET_FILE_TYPE ENDING
  DeleteRegKey HKCU "Software\Classes\TCXD${ENDING}"
  DeleteRegValue HKCU "Software\Classes\${ENDING}\OpenWithProgids" "TCXD${ENDING}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${ENDING}\OpenWithProgids"
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  ${If} $0 == "TCXD${ENDING}"
    DeleteRegValue HKCU "Software\Classes\${ENDING}" ""
    DeleteRegKey /ifempty HKCU "Software\Classes\${ENDING}"
  ${EndIf}
!macroend

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function WriteSystem
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\TCXD.exe" "" "$INSTDIR\TCXD.exe" 0
  Delete "$SMPROGRAMS\${BACK_LINK}.lnk"
  ${If} ${FileExists} "$INSTDIR\${ASIDE}\ban-cu.ini"
    CreateShortcut "$SMPROGRAMS\${BACK_LINK}.lnk" "$INSTDIR\${REMOVER}" "/QUAYLAI" \
      "$INSTDIR\TCXD.exe" 0
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/BIEUTUONG" $1
  ${IfNot} ${Errors}
    Call PutIcon
  ${EndIf}

  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME} (TCXD)"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\TCXD.exe,0"
  WriteRegStr HKCU "${KEY}" "Publisher" "TCXD"
  WriteRegStr HKCU "${KEY}" "Comments" "$(ENTRY_COMMENT)"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\${REMOVER}"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\${REMOVER}" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${KEY}" "Number" ${NUMBER}
  WriteRegDWORD HKCU "${KEY}" "Schema" ${SCHEMA}
  WriteRegDWORD HKCU "${KEY}" "Sealed" ${SEALED}
  WriteRegDWORD HKCU "${KEY}" "Language" $LANGUAGE
  ${GetTime} "" "L" $1 $2 $3 $4 $5 $6 $7
  WriteRegStr HKCU "${KEY}" "InstallDate" "$3$2$1"

  !insertmacro FILE_TYPE ".phieu" "$(KIND_RECORD)"
  !insertmacro FILE_TYPE ".goi" "$(KIND_PACKAGE)"
  !insertmacro FILE_TYPE ".bien-nhan" "$(KIND_RECEIPT)"
  !insertmacro FILE_TYPE ".the" "$(KIND_CARD)"
  !insertmacro FILE_TYPE ".capnhat" "$(KIND_PACK)"
  !insertmacro TELL_EXPLORER
FunctionEnd

Function un.RemoveSystem
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$SMPROGRAMS\${BACK_LINK}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${KEY}"
  !insertmacro FORGET_FILE_TYPE ".phieu"
  !insertmacro FORGET_FILE_TYPE ".goi"
  !insertmacro FORGET_FILE_TYPE ".bien-nhan"
  !insertmacro FORGET_FILE_TYPE ".the"
  !insertmacro FORGET_FILE_TYPE ".capnhat"
  !insertmacro TELL_EXPLORER
FunctionEnd
