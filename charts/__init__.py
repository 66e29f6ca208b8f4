"""Frame to figure: pure functions of plotly.graph_objects. Each is named by what it shows and documents its columns."""
