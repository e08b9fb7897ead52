/// Fed by libFuzzer with bytes of its own making; compiled in one module with the sources of ISO8583, see
/// bin/fuzz.
///
/// The first byte chooses the profile. Whatever decodes must encode to the same bytes, and everything that
/// reads inside a field must come back too; a trap, a hang or a difference stops the run and leaves the input
/// behind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: data, count: count)
  guard let choice = bytes.first else { return 0 }
  let profile = profiles[Int(choice) % profiles.count]
  let wire = bytes[1...]
  do throws(MessageError) {
    let frame = try profile.decode(wire)
    let again = try profile.encode(frame)
    precondition(again.elementsEqual(wire), "encoding gives other bytes")
    look(inside: frame.message)
  } catch {
    _ = profile.readablePart(of: wire)
  }
  return 0
}

private let profiles: [Profile] = {
  var bare = Profile.unionPay
  bare.tpduMode = .none
  bare.headerLength = 0
  var characters = Profile(
    [
      2: FieldFormat(.digits, .ll, 19, body: .ascii, prefix: .ascii),
      3: FieldFormat(.digits, .fixed, 6, body: .ascii),
      28: FieldFormat(.signedDigits, .fixed, 9, body: .ascii),
      35: FieldFormat(.track, .ll, 37, body: .ascii, prefix: .ascii),
      52: FieldFormat(.bytes, .fixed, 8, body: .ascii),
      60: FieldFormat(.text, .lll, 999, body: .ascii, prefix: .ascii),
      90: FieldFormat(.digits, .fixed, 42, body: .ascii),
    ])
  characters.head = .ascii
  characters.tpduMode = .none
  characters.headerLength = 0
  characters.allowsSecondaryBitmap = true
  var packed = Profile(
    [
      2: FieldFormat(.digits, .ll, 19, prefixCountsDigits: false), 22: .n(3, padding: .left),
      28: FieldFormat(.signedDigits, .fixed, 9, padding: .left), 35: FieldFormat(.track, .ll, 37),
      60: FieldFormat(.digits, .lll, 61, prefixCountsDigits: false), 90: .n(42),
    ])
  packed.allowsSecondaryBitmap = true
  return [bare, .unionPay, .unionPaySM4, characters, packed]
}()

/// A part that reads must encode to the bytes it was read from.
private func look(inside message: Message) {
  check(message[22]) { content throws(MessageError) in try Field22(content).encoded }
  check(message[48]) { content throws(MessageError) in try SettlementTotals(content).encoded }
  check(message[48]) { content throws(MessageError) in try UploadItems(content).encoded }
  check(message[48]) { content throws(MessageError) in try UploadEnd(content).encoded }
  check(message[54]) { content throws(MessageError) in try Field54(content).encoded }
  check(message[55]) { content throws(MessageError) in try TaggedValues(content, field: 55).encoded }
  check(message[60]) { content throws(MessageError) in try Field60(content).encoded }
  check(message[61]) { content throws(MessageError) in try Field61(content).encoded }
  check(message[62]) { content throws(MessageError) in try TaggedValues(content, field: 62).encoded }
  check(message[62]) { content throws(MessageError) in try KeyBlocks(content).encoded }
  check(message[62]) { content throws(MessageError) in try GoodsCode(content).encoded }
  check(message[62]) { content throws(MessageError) in try PointsResult(content).encoded }
}

private func check(_ content: [UInt8]?, _ again: ([UInt8]) throws(MessageError) -> [UInt8]) {
  guard let content else { return }
  do throws(MessageError) {
    let encoded = try again(content)
    precondition(encoded == content, "a field encodes to other bytes")
  } catch {}
}
