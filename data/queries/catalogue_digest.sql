-- Which catalogue version was current at $as_of? Grain: one row.
select catalogue as digest from moment
