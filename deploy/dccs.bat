@echo off
rem Runs the app on a Windows machine of the office, over TLS and without a web server in front.
rem What an office changes: the name, the two files of the certificate, where the figures are.

set DCCS_DATABASE=C:\dccs-data\dccs.duckdb
set DCCS_ACCESS=accounts
set STREAMLIT_SERVER_ADDRESS=0.0.0.0
set STREAMLIT_SERVER_PORT=443
set STREAMLIT_SERVER_ALLOWED_HOSTS=danchu.huongan.local
set STREAMLIT_SERVER_SSL_CERT_FILE=C:\dccs-data\tls\chain.pem
set STREAMLIT_SERVER_SSL_KEY_FILE=C:\dccs-data\tls\key.pem
rem No web server stands in front, so nobody's word about a browser's address is believed.
set FORWARDED_ALLOW_IPS=none
set PYTHONUTF8=1

cd /d "%~dp0.."
.venv\Scripts\python -m streamlit run app.py >> C:\dccs-data\dccs.log 2>&1
