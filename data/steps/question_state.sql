-- Every question as it stood at the moment: who asks whom about what, the last answer, whether and how it ended.
-- Grain: question. An answer stands in a current return of the unit; of several the one that came last. `figure_ends_on`:
-- the last day of the period whose figure is asked about. `state`: open | answered | closed | taken_back.
-- `answer`: null too where its return was purged.
with told as (
    select e.question, r.unit, r.period as answered_in, r.id as submission, e.row_number, nullif(e.answer, '') as answer, r.received_at as answered_at
    from explanation e join current_return r on r.id = e.submission
    qualify row_number() over (partition by e.question, r.unit order by r.received_at desc) = 1
)
select q.*, p.label as period_label, p.ends_on as figure_ends_on, t.answered_in, t.submission, t.row_number, t.answer,
       t.answered_at, n.ended_at,
       coalesce(n.how, if(t.question is null, 'open', 'answered')) as state
from question q
join moment m on q.asked_at <= m.as_of
left join periods p on p.catalogue = m.catalogue and p.code = q.period
left join told t on t.question = q.id and t.unit = q.unit
left join question_end n on n.question = q.id and n.ended_at <= m.as_of
