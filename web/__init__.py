"""Request → answer: who may come in, and what the browser gets besides Streamlit."""
