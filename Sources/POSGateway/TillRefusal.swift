/// A message that is not carried out, with the code that says why.
struct TillRefusal: Error, CustomStringConvertible {
  let code: ResponseCode
  /// The field at fault.
  let field: Int?

  init(_ code: ResponseCode, field: Int? = nil) {
    self.code = code
    self.field = field
  }

  var description: String { "refused \(code.rawValue)" + (field.map { ", field \($0)" } ?? "") }
}
