-- Which act that may have changed what pages show was the last by $as_of, and with what seal? A later one seals the downloads
-- and sign-ins before it too; left out, they do not change what a paper of one moment says. Grain: at most one row.
select place, acted_at, seal
from audit
where acted_at <= $as_of and act not in ('account', 'drill', 'export', 'password', 'print', 'sign_in', 'sign_in_failed', 'sign_out')
order by place desc
limit 1
