/// What the server or the connection to it reported, without row contents.
package struct PostgresError: Error, Sendable, Hashable {
  package let message: String
}
