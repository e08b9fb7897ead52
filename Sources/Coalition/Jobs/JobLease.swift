internal import Ledger
internal import Storage

extension Coalition {
  /// How long a lease lasts without a sign of life.
  static let leaseSeconds: Int64 = 60

  /// Takes a job that is due, or whose holder went silent: nil when there is nothing to do or somebody is at
  /// it.
  func lease(_ name: Job.Name, for holder: Int64, at now: Instant) async throws -> Job? {
    let until = now.adding(seconds: Self.leaseSeconds)
    return try await database.write { tx in
      try tx.prepareJob(name)
      let taken = try tx.execute(
        """
        UPDATE job SET holder = \(holder), lease_until = \(until),
          moment = CASE WHEN is_running = 1 THEN moment ELSE \(now) END,
          position = CASE WHEN is_running = 1 THEN position ELSE 0 END,
          done = CASE WHEN is_running = 1 THEN done ELSE 0 END, is_running = 1, failure = '',
          started_at = \(now)
        WHERE name = \(name) AND lease_until <= \(now) AND (is_running = 1 OR next_run_at <= \(now))
        """)
      return taken == 1 ? try tx.queryFirst(Job.select + "WHERE name = \(name)") { Job($0) } : nil
    }
  }

  /// Notes how far the run is and keeps the lease; false when another has taken it over.
  func keep(_ name: Job.Name, for holder: Int64, at position: Int64, done: Int) async throws -> Bool {
    let until = clock.now().adding(seconds: Self.leaseSeconds)
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE job SET lease_until = \(until), position = \(position), done = \(done)
        WHERE name = \(name) AND holder = \(holder) AND is_running = 1
        """) == 1
    }
  }

  /// Ends a run: the next is due at `next`.
  /// - Parameter failure: what it found at its end; nil for nothing.
  func finish(
    _ job: Job, done: Int, for holder: Int64, at now: Instant, next: Instant, failure: JobFailure? = nil
  ) async throws {
    let duration = took(since: job.startedAt)
    try await database.write { tx in
      // What was asked for meanwhile comes first.
      let ended = try tx.execute(
        """
        UPDATE job SET holder = 0, lease_until = 0, is_running = 0, finished_at = \(now), done = \(done),
          duration = \(duration), failure = \(failure?.rawValue ?? ""),
          next_run_at = CASE WHEN next_run_at > \(job.startedAt) THEN next_run_at ELSE \(next) END
        WHERE name = \(job.name) AND holder = \(holder)
        """)
      if ended == 1 { try noteRun(job.name, since: job.startedAt, done: done, failure: failure, in: tx) }
    }
  }

  /// Gives a failed run back: it goes on where it stopped after a minute, here or elsewhere.
  func fail(_ job: Job, for holder: Int64, at now: Instant, because failure: JobFailure) async throws {
    let until = now.adding(seconds: Self.leaseSeconds)
    let duration = took(since: job.startedAt)
    try await database.write { tx in
      let ended = try tx.execute(
        """
        UPDATE job SET holder = 0, lease_until = \(until), failure = \(failure.rawValue),
          duration = \(duration)
        WHERE name = \(job.name) AND holder = \(holder)
        """)
      if ended == 1 { try noteRun(job.name, since: job.startedAt, done: job.done, failure: failure, in: tx) }
    }
  }

  private func took(since start: Instant) -> Int64 { max(0, clock.now().microseconds - start.microseconds) }
}
