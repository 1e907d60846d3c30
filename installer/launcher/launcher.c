/* Starts TCXD: loads runtime\python3xx.dll beside this file and runs the program in this process.
 *
 * Built twice from this source: TCXD.exe (window) and tcxdc.exe (console, -DCONSOLE). There is no
 * frozen archive and nothing is unpacked: the folder beside it is what runs, and can be read.
 */

#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#ifndef PYTHON
#error "name the runtime's library: -DPYTHON=python313"
#endif

#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)
#define TEXT_OF_(name) #name
#define TEXT_OF(name) TEXT_OF_(name)
#define RUNTIME L"runtime\\" WIDE(TEXT_OF(PYTHON))

#define BROKEN 1
#define LONGEST 32768

/* What stands on the command line is handed over as it was typed: no * becomes names of files. */
int _dowildcard = 0;

typedef int (*python_main)(int, wchar_t **);

static const wchar_t *NEEDED[] = {
    RUNTIME L".dll",
    RUNTIME L".zip",
    RUNTIME L"._pth",
    L"lib\\PySide6\\__init__.py",
    L"app\\tcxd_desktop\\__main__.py",
};

static wchar_t own_path[LONGEST];
static wchar_t other_path[LONGEST];

/* Says what is wrong: in a box, or on the error stream of the console. */
static void say(const wchar_t *what, const wchar_t *detail)
{
    static wchar_t text[LONGEST + 1024];
    const wchar_t *mend =
        L"\n\nDữ liệu của cơ quan không nằm trong thư mục này và không bị ảnh hưởng. "
        L"Hãy cài lại chương trình bằng tệp cài đặt; nếu phần mềm diệt vi-rút đã cách ly tệp "
        L"nào của chương trình, hãy khôi phục tệp đó.";

    wcscpy(text, what);
    wcsncat(text, detail, LONGEST);
    wcscat(text, mend);
#ifdef CONSOLE
    static char bytes[4 * (LONGEST + 1024)];
    DWORD written;
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes - 1, NULL, NULL);
    if (size > 1) {
        bytes[size - 1] = '\n';
        WriteFile(GetStdHandle(STD_ERROR_HANDLE), bytes, (DWORD)size, &written, NULL);
    }
#else
    MessageBoxW(NULL, text, L"TCXD", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
}

/* Puts the path of a file beside this one into other_path. */
static int beside(const wchar_t *name)
{
    wchar_t *end;

    wcscpy(other_path, own_path);
    end = wcsrchr(other_path, L'\\');
    if (end == NULL || (size_t)(end - other_path) + wcslen(name) + 2 > LONGEST)
        return 0;
    wcscpy(end + 1, name);
    return 1;
}

/* Tells whether everything is there without which Python would end without a word. */
static int complete(void)
{
    for (size_t at = 0; at < sizeof NEEDED / sizeof *NEEDED; at++) {
        if (!beside(NEEDED[at]) || GetFileAttributesW(other_path) == INVALID_FILE_ATTRIBUTES) {
            say(L"Không khởi động được chương trình vì thiếu tệp:\n", NEEDED[at]);
            return 0;
        }
    }
    return 1;
}

static python_main load(void)
{
    HMODULE library;

    if (!beside(L"runtime") || AddDllDirectory(other_path) == NULL || !beside(RUNTIME L".dll"))
        return NULL;
    library = LoadLibraryExW(
        other_path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    return library == NULL ? NULL : (python_main)(void *)GetProcAddress(library, "Py_Main");
}

static int start(int count, wchar_t **given)
{
    /* -I: nothing of the user's environment; -B: the installed folder stays as it was checked. */
    wchar_t *fixed[] = {own_path, L"-I", L"-B", L"-X", L"utf8", L"-m", L"tcxd_desktop"};
    const int before = sizeof fixed / sizeof *fixed;
    DWORD length = GetModuleFileNameW(NULL, own_path, LONGEST);
    wchar_t **arguments;
    python_main run;
    int code;

    /* No DLL is ever taken from the current folder or from PATH, nor what the error box loads. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (length == 0 || length >= LONGEST) {
        say(L"Không khởi động được chương trình vì đường dẫn quá dài.", L"");
        return BROKEN;
    }
    if (!complete())
        return BROKEN;
    run = load();
    if (run == NULL) {
        say(L"Không khởi động được chương trình vì Windows không nạp được tệp:\n",
            RUNTIME L".dll");
        return BROKEN;
    }
    arguments = calloc((size_t)(before + count), sizeof *arguments);
    if (arguments == NULL)
        return BROKEN;
    for (int at = 0; at < before; at++)
        arguments[at] = fixed[at];
    for (int at = 1; at < count; at++)
        arguments[before + at - 1] = given[at];
    code = run(before + count - 1, arguments);
#ifndef CONSOLE
    /* The program tells every problem itself; code 1 is Python's own: it could not even begin. */
    if (code == BROKEN)
        say(L"Chương trình dừng vì một lỗi không lường trước, được ghi trong tệp:\n",
            L"%LOCALAPPDATA%\\TCXD\\log\\tcxd.log");
#endif
    return code;
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given)
{
    return start(count, given);
}
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE none, wchar_t *line, int show)
{
    (void)own, (void)none, (void)line, (void)show;
    return start(__argc, __wargv);
}
#endif
