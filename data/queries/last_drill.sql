-- When was the newest backup last restored on trial, and what came of it (data/drill.py)? Grain: at most one row.
select acted_at, detail from audit where act = 'drill' order by place desc limit 1
