-- Which questions have not ended, answered or not? Grain: question.
select id from question where id not in (select question from question_end) order by asked_at
