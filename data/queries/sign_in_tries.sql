-- Who tried to sign in since $since, the oldest first? Of a try that failed under a name that nobody has, the name is
-- empty; `address` is where it came from.
-- Grain: try.
select acted_at as tried_at, acted_by as account, detail as address, act = 'sign_in' as was_right
from audit
where act in ('sign_in', 'sign_in_failed') and acted_at >= $since
order by place
