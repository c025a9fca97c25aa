@echo off
rem Theriac's one command on Windows: finds Python 3.11 or newer; scripts\bootstrap.py does the rest.
setlocal
set "PYTHONUTF8=1"
set "BOOTSTRAP=%~dp0scripts\bootstrap.py"
set "PROBE=import sys, sqlite3, ssl; sys.exit(sys.version_info < (3, 11))"

if not defined THERIAC_PYTHON goto look
"%THERIAC_PYTHON%" -I -c "%PROBE%" >nul 2>nul
if errorlevel 1 goto named
"%THERIAC_PYTHON%" -I "%BOOTSTRAP%" %*
exit /b %errorlevel%

:look
for %%V in (3.13 3.12 3.11 3) do (
    py -%%V -I -c "%PROBE%" >nul 2>nul && (set "FOUND=py -%%V" & goto run)
)
for %%P in (python3 python) do (
    %%P -I -c "%PROBE%" >nul 2>nul && (set "FOUND=%%P" & goto run)
)
echo Theriac needs Python 3.11 or newer, and found none here. 1>&2
echo Install it, then type the same line again:  winget install Python.Python.3.13 1>&2
echo If it is in an unusual place, name it:      set THERIAC_PYTHON=C:\path\to\python.exe 1>&2
exit /b 1

:named
echo THERIAC_PYTHON names %THERIAC_PYTHON%, which isn't a Python 3.11 or newer. 1>&2
echo Name another, or clear it and Theriac looks for one. 1>&2
exit /b 1

:run
%FOUND% -I "%BOOTSTRAP%" %*
exit /b %errorlevel%
