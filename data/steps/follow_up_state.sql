-- Every matter in its last reported state, under the office that it now counts for. Grain: asked, unit, matter_kind,
-- content_key, due_on. `state`: done | done_late | overdue | due_soon (within 30 days of the cut-off) | open; the due day itself
-- counts as on time. A matter completed after the cut-off was open on it.
with reported as (
    select r.asked, l.unit, r.unit as source, r.period, f.*
    from return_until r
    join follow_up f on f.submission = r.id
    join lineage l on l.asked = r.asked and l.source = r.unit
    qualify row_number() over (
        partition by r.asked, l.unit, f.matter_kind, f.content_key, f.due_on order by r.ends_on desc) = 1
)
select r.*, a.cut_off, a.year_starts_on, coalesce(r.completed_on <= a.cut_off, false) as is_done,
       case
           when is_done and r.completed_on <= r.due_on then 'done'
           when is_done then 'done_late'
           when r.due_on < a.cut_off then 'overdue'
           when r.due_on <= a.cut_off + 30 then 'due_soon'
           else 'open'
       end as state,
       r.due_on - if(is_done, r.completed_on, a.cut_off) as days_left
from reported r join asked a using (asked)
