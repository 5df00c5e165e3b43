-- Of entries that were told before this was kept: no earlier clock of theirs is known.
DO $$ BEGIN LOOP
  UPDATE conversation SET directory_clock = tick WHERE id IN (
    SELECT id FROM conversation WHERE directory_tick > 0 AND directory_clock = 0 AND tick > 0 LIMIT 5000
  );
  EXIT WHEN NOT FOUND;
  COMMIT;
  PERFORM pg_sleep(0.1);
END LOOP; END $$
