-- Which act is the first that does not follow the one before it? Grain: at most one row, the place that breaks the chain.
-- A seal is worked out as data/audit.py does; `is_gap`: acts are missing before it, or stand twice.
with linked as (
    select
        place, id, acted_at, acted_by, act, detail, seal,
        lag(place, 1, 0) over (order by place) as place_before,
        lag(seal, 1, '') over (order by place) as seal_before
    from audit
)

select place, id, acted_at, act, place <> place_before + 1 as is_gap
from linked
where
    place <> place_before + 1
    or seal <> sha256(
        concat_ws(
            '|', seal_before, place, id, epoch_us(acted_at), length(acted_by), acted_by, length(act), act, detail
        )
    )
order by place
limit 1
