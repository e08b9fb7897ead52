import Ledger

extension Refusal {
  /// The name of the refusal in snake case: for most of them the API's error code.
  var code: String {
    "\(self)".reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }
}
