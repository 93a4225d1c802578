-- The queue is no record: what was done stands in the books, the audit trail and the tables that the
-- jobs work on. So workers that ended and jobs that are long done may be removed.
GRANT DELETE ON
    jobs_jobfault,
    procrastinate_jobs,
    procrastinate_events,
    procrastinate_periodic_defers,
    procrastinate_workers
TO ringfence_app;
