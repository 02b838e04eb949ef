@echo off
rem Sets up on first use, then starts the app. Arguments are passed on: mulai.bat --lan
setlocal
cd /d "%~dp0"

if exist ".venv\Scripts\python.exe" goto :install

set "PYTHON="
call :try py -3
if not defined PYTHON call :try python
if not defined PYTHON call :try python3
if not defined PYTHON (
    echo Python 3.11 atau yang lebih baru belum terpasang.
    echo Pasang dari python.org, centang "Add python.exe to PATH", lalu jalankan mulai.bat lagi.
    goto :failed
)
echo Menyiapkan lingkungan. Ini hanya sekali dan perlu beberapa menit.
%PYTHON% -m venv .venv
if errorlevel 1 goto :failed

:install
".venv\Scripts\python.exe" -c "import filecmp, sys; sys.exit(not filecmp.cmp('requirements.txt', '.venv/requirements.installed', False))" >nul 2>&1
if not errorlevel 1 goto :start
echo Memasang pustaka.
".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check -r requirements.txt
if errorlevel 1 goto :failed
copy /y requirements.txt .venv\requirements.installed >nul

:start
".venv\Scripts\python.exe" -m lkj start %*
if errorlevel 1 goto :failed
exit /b 0

:failed
echo.
echo Aplikasi tidak dapat dijalankan. Pesan di atas menyebutkan sebabnya.
pause
exit /b 1

:try
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if not errorlevel 1 set "PYTHON=%*"
exit /b 0
