-- Adds the leads of the batch's recordings. First of all: they tell the next run what this one has begun.
INSERT INTO {lake}.leads (
    dataset, record_id, conversion_id,
    "lead", "column_name", "position", "unit", "adc_gain", "adc_baseline", "min", "max", "mean", "stddev", "missing",
    "flat_fraction", "clipped_fraction", "noise_fraction", "quality", "issues"
)
SELECT
    p.dataset, p.record_id, p.conversion_id,
    s."lead", s."column_name", s."position", s."unit", s."adc_gain", s."adc_baseline", s."min", s."max", s."mean",
    s."stddev", s."missing", s."flat_fraction", s."clipped_fraction", s."noise_fraction", s."quality", s."issues"
FROM {batch}.leads AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
