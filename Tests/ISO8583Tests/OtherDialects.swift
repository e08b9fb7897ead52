import ISO8583

/// Dialects that are nobody's business here but the codec's: they show that it is driven by its table.
extension Profile {
  /// ISO 8583:1987, packed, as jPOS lays it out: odd counts filled on the left, text where UnionPay has
  /// digits.
  static let iso87B: Profile = {
    var profile = Profile(fields87(.packed))
    profile.tpduMode = .none
    profile.headerLength = 0
    profile.allowsSecondaryBitmap = true
    return profile
  }()

  /// The same fields, all written in characters.
  static let iso87A: Profile = {
    var profile = Profile(fields87(.ascii))
    profile.tpduMode = .none
    profile.headerLength = 0
    profile.allowsSecondaryBitmap = true
    profile.head = .ascii
    return profile
  }()

  private static func fields87(_ coding: FieldFormat.Coding) -> [Int: FieldFormat] {
    var fields: [Int: FieldFormat] = [:]
    func set(_ numbers: [Int], _ kind: FieldFormat.Kind, _ length: FieldFormat.Length, _ maximum: Int) {
      for number in numbers {
        fields[number] = FieldFormat(
          kind, length, maximum, padding: length == .fixed ? .left : .right, body: coding, prefix: coding)
      }
    }
    set([2], .digits, .ll, 19)
    set([3, 11, 12], .digits, .fixed, 6)
    set([4, 5, 6], .digits, .fixed, 12)
    set([7], .digits, .fixed, 10)
    set([8, 9, 10], .digits, .fixed, 8)
    set([13, 14, 15, 16, 17, 18], .digits, .fixed, 4)
    set([19, 20, 21, 22, 23, 24], .digits, .fixed, 3)
    set([25, 26], .digits, .fixed, 2)
    set([27], .digits, .fixed, 1)
    set([28, 29, 30, 31], .signedDigits, .fixed, 9)
    set([32, 33], .digits, .ll, 11)
    set([34], .text, .ll, 28)
    set([35], .track, .ll, 37)
    set([36], .text, .lll, 104)
    set([37], .text, .fixed, 12)
    set([38], .text, .fixed, 6)
    set([39], .text, .fixed, 2)
    set([40, 49, 50, 51], .text, .fixed, 3)
    set([41], .text, .fixed, 8)
    set([42], .text, .fixed, 15)
    set([43], .text, .fixed, 40)
    set([44], .text, .ll, 25)
    set([45], .text, .ll, 76)
    set([46, 47, 48, 55, 56, 57, 58, 59, 60, 61, 62, 63], .text, .lll, 999)
    set([52, 64], .bytes, .fixed, 8)
    set([53], .digits, .fixed, 16)
    set([54], .text, .lll, 120)
    set([90], .digits, .fixed, 42)
    return fields
  }
}
