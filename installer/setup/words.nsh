; Every word of the setup: Vietnamese first, English for whoever asks for it (/LANG=en).

; $(NAME) serves pages and sections. The language chosen in .onInit holds only after it, so what may
; be said there is fetched by SAY.
!macro WORDS NAME VIETNAMESE ENGLISH
  LangString ${NAME} ${LANG_VIETNAMESE} "${VIETNAMESE}"
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  !define VI_${NAME} "${VIETNAMESE}"
  !define EN_${NAME} "${ENGLISH}"
!macroend

; Puts the words into $Said.
!macro SAY NAME
  ${If} $LANGUAGE = ${LANG_ENGLISH}
    StrCpy $Said "${EN_${NAME}}"
  ${Else}
    StrCpy $Said "${VI_${NAME}}"
  ${EndIf}
!macroend

!insertmacro WORDS BUTTON_BACK "< &Quay lại" "< &Back"
!insertmacro WORDS BUTTON_NEXT "&Tiếp tục >" "&Next >"
!insertmacro WORDS BUTTON_CANCEL "Thôi" "Cancel"
!insertmacro WORDS BUTTON_CLOSE "Đóng" "Close"
!insertmacro WORDS BUTTON_INSTALL "&Cài đặt" "&Install"
!insertmacro WORDS BUTTON_REMOVE "&Gỡ" "&Remove"
!insertmacro WORDS LEAVE "Thôi không làm nữa? Chưa có gì trên máy bị thay đổi." \
  "Leave? Nothing on this computer has been changed."

; --- pages

!insertmacro WORDS WELCOME_TITLE "${NAME} ${VERSION}" "${NAME} ${VERSION}"
!insertmacro WORDS WELCOME_TEXT "Cài cho riêng tài khoản Windows đang dùng: không cần quyền quản \
trị, không cần mạng.$\r$\n$\r$\n$About$\r$\n$\r$\nDữ liệu của văn phòng nằm riêng, được mã hóa. \
Cài đặt, nâng cấp hay gỡ chương trình đều không xóa dữ liệu." \
  "Installed for your Windows account only: no administrator rights and no network are needed.\
$\r$\n$\r$\n$About$\r$\n$\r$\nThe records of the office lie elsewhere, encrypted. Installing, \
upgrading or removing the program never deletes them."
!insertmacro WORDS ABOUT_NEW "Máy này chưa có chương trình. Cài xong là dùng được ngay, có văn \
phòng mẫu để tập." "The program is not on this computer yet. A sample office to practise comes \
with it."
!insertmacro WORDS ABOUT_SAME "Máy này đã có đúng bản ${VERSION}. Cài lại khi có tệp của chương \
trình bị mất hay bị hỏng." "This computer has version ${VERSION} already. Install it again where \
files of the program were lost or damaged."
!insertmacro WORDS ABOUT_OTHER "Máy này đang có bản $From. Trước khi thay, dữ liệu của các văn \
phòng trong $Data được chép lại và đọc kiểm; không chép được thì bản $From giữ nguyên." "This \
computer has version $From. Before it is replaced, the records of the offices in $Data are copied \
and read back; if that fails, version $From stays as it is."

!insertmacro WORDS FOLDER_TITLE "Nơi đặt chương trình" "Where the program goes"
!insertmacro WORDS FOLDER_SUBTITLE "Thư mục có sẵn dưới đây hợp với hầu hết máy." \
  "The folder below suits almost every computer."
!insertmacro WORDS FOLDER_TEXT "Chương trình nằm ở thư mục này. Dữ liệu của văn phòng không nằm ở \
đây mà ở $Data." "The program goes into this folder. The records of the office do not: they lie \
in $Data."
!insertmacro WORDS FOLDER_BOX "Thư mục chương trình" "Folder of the program"
!insertmacro WORDS SPACE_NEEDED "Cần: " "Needed: "
!insertmacro WORDS SPACE_FREE "Còn trống: " "Free: "
!insertmacro WORDS FOLDER_LONG "Đường dẫn của thư mục dài quá, Windows không mở được tệp nằm sâu \
bên trong. Hãy chọn thư mục có đường dẫn ngắn hơn." "The path of this folder is too long for \
Windows to open what lies deep inside. Choose a shorter one."
!insertmacro WORDS FOLDER_FOREIGN "Thư mục này đang chứa tệp khác. Hãy chọn thư mục trống để không \
lẫn với chương trình." "This folder holds other files. Choose an empty one, so that nothing is \
mixed up with the program."

!insertmacro WORDS WORK_TITLE "Đang cài" "Installing"
!insertmacro WORDS WORK_SUBTITLE "Thường xong trong một phút. Đừng tắt máy." \
  "Usually done within a minute. Do not switch the computer off."
!insertmacro WORDS STEP_UNPACK "Giải nén bản ${VERSION}…" "Unpacking version ${VERSION}…"
!insertmacro WORDS STEP_COPY "Chép lại dữ liệu của các văn phòng và đọc kiểm…" \
  "Copying the records of the offices and reading them back…"
!insertmacro WORDS STEP_SWAP "Thay chương trình…" "Replacing the program…"
!insertmacro WORDS STEP_SYSTEM "Ghi lối tắt và loại tệp…" "Writing shortcuts and file types…"
!insertmacro WORDS DONE_TITLE "Đã cài xong" "Installed"
!insertmacro WORDS DONE_SUBTITLE "Bản ${VERSION} đã sẵn sàng." "Version ${VERSION} is ready."

!insertmacro WORDS FINISH_TITLE "Đã cài xong bản ${VERSION}" "Version ${VERSION} is installed"
!insertmacro WORDS FINISH_TEXT "Mở chương trình từ nút Start, gõ “sổ công tác”.$\r$\n$\r$\nTrong \
chương trình, bấm F1 để xem hướng dẫn." "Open the program from the Start menu: “${NAME}”.\
$\r$\n$\r$\nIn the program, F1 opens the manual."
!insertmacro WORDS FINISH_BUTTON "&Xong" "&Done"
!insertmacro WORDS FINISH_RUN "Mở chương trình ngay" "Open the program now"
!insertmacro WORDS FINISH_ICON "Đặt biểu tượng ra màn hình nền" "Put an icon on the desktop"

!insertmacro WORDS REMOVE_TITLE "Gỡ chương trình" "Remove the program"
!insertmacro WORDS REMOVE_SUBTITLE "Dữ liệu của văn phòng được giữ nguyên." \
  "The records of the office stay."
!insertmacro WORDS REMOVE_TEXT "Dữ liệu, bản sao lưu và nhật ký không bị xóa, vẫn ở:$\r$\n\
$Data$\r$\nCài lại lúc nào cũng mở tiếp được bằng mật khẩu cũ." "Records, backups and logs are \
not deleted. They stay in:$\r$\n$Data$\r$\nInstalled again, the program opens them with the same \
passwords."
!insertmacro WORDS REMOVE_BOX "Gỡ khỏi:" "Remove from:"
!insertmacro WORDS REMOVING_TITLE "Đang gỡ" "Removing"
!insertmacro WORDS REMOVING_SUBTITLE "Xin đợi một lát." "One moment, please."
!insertmacro WORDS REMOVED_TITLE "Đã gỡ chương trình" "The program is removed"
!insertmacro WORDS REMOVED_SUBTITLE "Dữ liệu của văn phòng vẫn còn." \
  "The records of the office are still there."
!insertmacro WORDS REMOVED_TEXT "Dữ liệu của văn phòng vẫn còn nguyên ở:$\r$\n$Data$\r$\n$\r$\n\
Máy chuyển cho người khác dùng thì phải xóa dữ liệu có quyết định và biên bản; xem mục An toàn \
trong hướng dẫn." "The records of the office are still in:$\r$\n$Data$\r$\n$\r$\nWhere the \
computer goes to somebody else, they are deleted by decision and on record."
!insertmacro WORDS REMOVED_LINK "Mở thư mục dữ liệu" "Open the folder of the records"

; --- what stands in the way

!insertmacro WORDS ANOTHER_SETUP "Một bộ cài của chương trình đang chạy. Hãy đợi nó xong." \
  "A setup of this program is running. Wait for it to end."
!insertmacro WORDS RUNS "${NAME} đang mở. Hãy lưu việc đang làm, đóng chương trình rồi thử lại (Retry)." \
  "${NAME} is open. Save your work, close it and try again."
!insertmacro WORDS RUNS_LEFT "Chưa cài: chương trình vẫn đang mở. Chưa có gì thay đổi." \
  "Not installed: the program is still open. Nothing has been changed."
!insertmacro WORDS TOO_OLD "Máy này không chạy được chương trình: cần Windows 10 bản 1809 trở lên, \
loại 64 bit." "This computer cannot run the program: it needs Windows 10 version 1809 or newer, \
64-bit."
!insertmacro WORDS LOWER "Máy này đang có bản $From, mới hơn bản ${VERSION} định cài. Bản cũ có \
thể không đọc được dữ liệu bản mới đã ghi, nên không cài đè. Hãy dùng bộ cài bản $From hoặc mới \
hơn." "This computer has version $From, newer than ${VERSION}. An older version may not be able \
to read what the newer one wrote, so it is not installed. Use a setup of version $From or newer."
!insertmacro WORDS LOWER_SCHEMA "Bản ${VERSION} không đọc được dữ liệu mà bản $From trên máy này \
đã ghi, nên không cài được. Hãy dùng bộ cài bản $From hoặc mới hơn." "Version ${VERSION} cannot \
read what version $From on this computer wrote, so it cannot be installed. Use a setup of version \
$From or newer."
!insertmacro WORDS NO_ROOM "Ổ đĩa không đủ chỗ: cần thêm $2 MB, chỉ còn $1 MB. Chưa có gì thay \
đổi." "Not enough room on the disk: $2 MB are needed, $1 MB are free. Nothing has been changed."
!insertmacro WORDS NOT_UNPACKED "Không ghi được hết tệp của bản ${VERSION}: thư mục không cho ghi \
hoặc ổ đĩa đầy. Chương trình và dữ liệu đang có giữ nguyên." "The files of version ${VERSION} \
could not all be written: the folder is read-only or the disk is full. What is installed and the \
records stay as they are."
!insertmacro WORDS NOT_COPIED "$Said$\r$\n$\r$\nChương trình và dữ liệu đang có giữ nguyên." \
  "$Said$\r$\n$\r$\nWhat is installed and the records stay as they are."
!insertmacro WORDS NOTED "Chưa chép được dữ liệu của các văn phòng, không thay gì." \
  "The records of the offices could not be copied, nothing was replaced."
!insertmacro WORDS NOT_STARTED "Bản ${VERSION} không chạy được trên máy này, nên không thay gì. \
Thường là do phần mềm diệt vi-rút chặn; hãy nhờ người hỗ trợ. Chương trình và dữ liệu đang có giữ \
nguyên." "Version ${VERSION} does not run on this computer, so nothing was replaced. Often a virus \
scanner is in the way; ask for support. What is installed and the records stay as they are."
!insertmacro WORDS NOT_REPLACED "Không thay được tệp của chương trình: có phần mềm khác đang giữ. \
Bản đang có đã được đặt lại như cũ, dữ liệu không bị động đến. Hãy khởi động lại máy rồi cài lại." \
  "Files of the program could not be replaced: other software holds them. What was installed is \
back in its place, the records were not touched. Restart the computer and try again."
!insertmacro WORDS NOT_REMOVED "Chưa gỡ được: có phần mềm khác đang giữ tệp của chương trình. \
Chương trình vẫn dùng được. Hãy khởi động lại máy rồi gỡ lại." "Not removed: other software holds \
files of the program. It still works. Restart the computer and try again."
!insertmacro WORDS NOT_HERE "Thư mục này không có chương trình để gỡ. Hãy gỡ từ danh sách chương \
trình của Windows." "The program is not in this folder. Remove it from the list of programs of \
Windows."

; --- the way back

!insertmacro WORDS BACK_NONE "Không có bản trước nào được giữ để quay lại." \
  "No earlier version was kept."
!insertmacro WORDS BACK_ASK "Quay lại bản $From, bản dùng trước bản ${VERSION}?$\r$\n$\r$\nDữ liệu \
không đổi: bản $From đọc được. Muốn dùng lại bản ${VERSION} thì chạy bộ cài của nó." "Go back to \
version $From, the one before ${VERSION}?$\r$\n$\r$\nThe records stay as they are: version $From \
can read them. To have ${VERSION} again, run its setup."
!insertmacro WORDS BACK_DONE "Đã quay lại bản $From." "Version $From is back."

; --- what Windows shows

!insertmacro WORDS ENTRY_COMMENT "Gỡ chương trình không xóa dữ liệu của văn phòng." \
  "Removing the program does not delete the records of the office."
!insertmacro WORDS KIND_RECORD "Phiếu chuyển sinh hoạt đảng" "Record of a transfer"
!insertmacro WORDS KIND_PACKAGE "Gói hồ sơ đảng viên" "Package of dossiers"
!insertmacro WORDS KIND_RECEIPT "Biên nhận gói hồ sơ" "Receipt of a package"
!insertmacro WORDS KIND_CARD "Thẻ cơ quan" "Card of an office"
!insertmacro WORDS KIND_PACK "Gói cập nhật đã ký" "Signed pack"
