internal import NIOCore

/// Runs the tasks that prefer it on an event loop's thread.
///
/// A message is read, decided and answered on its connection's thread, and leaves it only for the ledger and
/// the tables (docs/decisions/0030): each change of thread costs as much as all that the gateway itself does.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The closure keeps the executor for as long as the job runs.
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
