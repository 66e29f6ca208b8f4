-- How many acts have been kept that may change what pages show (the others: data/audit.py, NOTED)? Grain: one row.
select count(*) as data_version
from audit
where act not in ('account', 'drill', 'export', 'password', 'print', 'sign_in', 'sign_in_failed', 'sign_out')
