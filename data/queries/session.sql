-- Who signed in with the token whose SHA-256 is $token, if that still holds? Grain: one row, or none. An account that was
-- disabled or began another generation since has no row; whether the session has expired is asked of `expires_at`.
with signed_in as (
    select * from sign_in where token = $token and not exists(from sign_out where token = $token)
), latest as (
    select * from account where name in (select name from signed_in)
    qualify row_number() over (partition by name order by version desc) = 1
)
select s.name, s.begun_at, s.expires_at, a.called, a.role, a.unit, a.must_change
from signed_in s join latest a on a.name = s.name and a.generation = s.generation and a.is_enabled
