/// So many requests in so many seconds, all at once if one likes.
package struct RateLimit: Sendable, Hashable {
  package let requests: Int
  package let windowSeconds: Int

  package init(requests: Int, windowSeconds: Int) {
    precondition(requests > 0 && windowSeconds > 0, "a rate limit must let something through")
    self.requests = requests
    self.windowSeconds = windowSeconds
  }
}
