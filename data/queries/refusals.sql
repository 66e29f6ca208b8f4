-- Which files of $unit for $period were refused by $as_of, and for what? Grain: refusal, problem, latest refusal first.
-- A file that says neither unit nor period belongs to none; what stood in the cells is not kept.
select id as refusal, refused_at, refused_by, code, sheet, cell
from refusal
where unit = $unit and period = $period and refused_at <= $as_of
order by refused_at desc, id, sheet nulls first, cell
