import Hummingbird

/// Who is at the other end of a request, as the server knows it.
package struct FaceCaller: Sendable {
  /// Names the request as the log does.
  package let requestID: String
  /// The network address; what sign-in delays and the audit log are told.
  package let address: String

  package init(requestID: String, address: String) {
    self.requestID = requestID
    self.address = address
  }
}

/// A request as handlers get it, whatever the server's context is.
struct Asked: Sendable {
  let request: Request
  let caller: FaceCaller
  /// The object in the path, such as `mem_…`; empty where there is none.
  let id: String

  /// The fields of the address after the question mark.
  var query: FormFields { FormFields(Array((request.uri.query ?? "").utf8)) }

  /// The most bytes of a form: texts in three languages are the longest that most have, and a character of
  /// theirs travels as nine.
  static let formBytes = 65_536

  /// The fields of a form that was sent.
  func form(upTo most: Int = formBytes) async throws -> FormFields {
    FormFields(try await request.body.collect(upTo: most))
  }
}
