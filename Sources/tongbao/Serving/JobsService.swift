import Coalition
import Logging
import ServiceLifecycle

/// Runs what is due by the clock, again and again: expiry, maturing, holds that time out, events.
struct JobsService: Service {
  private static let pause = Duration.seconds(2)

  let coalition: Coalition

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await coalition.runDueJobs() } catch is CancellationError { return } catch {
          coalition.logger.error("jobs could not run: \(error)")
        }
        // Ends early when the server stops, which the loop then sees.
        try? await Task.sleep(for: Self.pause)
      }
    }
  }
}
