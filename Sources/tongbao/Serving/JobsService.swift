import Coalition
import Logging
import ServiceLifecycle

/// Runs what is due by the clock, again and again, each lane by itself: expiry, maturing, holds that time
/// out, events, webhooks.
struct JobsService: Service {
  private static let pause = Duration.seconds(2)

  let coalition: Coalition
  let exporter: Exporter

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        for lane in Job.Name.Lane.allCases { group.addTask { await run(lane) } }
      }
    }
  }

  private func run(_ lane: Job.Name.Lane) async {
    while !Task.isCancelled {
      do { try await coalition.runDueJobs(lane: lane, exporter: exporter) } catch is CancellationError {
        return
      } catch {
        coalition.logger.error("jobs could not run: \(error)")
      }
      // Ends early when the server stops, which the loop then sees.
      try? await Task.sleep(for: Self.pause)
    }
  }
}
