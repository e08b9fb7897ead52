package import Coalition
import HTTPTypes
import Hummingbird
import NIOCore

/// What kind of file an operation takes or gives.
package struct FileForm: Sendable {
  package let mediaType: String
  /// Others that it may come as.
  var otherMediaTypes: [String] = []
  package let maximumBytes: Int

  package static let dayFile = FileForm(mediaType: "text/csv", maximumBytes: 16 << 20)
  package static let bankFile = FileForm(
    mediaType: "application/xml", otherMediaTypes: ["text/xml", "text/csv"],
    maximumBytes: BankFile.mostBytes)
  /// Sent piece by piece, however large.
  package static let statement = FileForm(mediaType: "text/csv", maximumBytes: .max)
}

extension FileForm {
  /// All that it may come as.
  var mediaTypes: [String] { [mediaType] + otherMediaTypes }

  func takes(_ type: String) -> Bool { mediaTypes.contains(type) }
}

/// A file on its way out that is never whole in memory, unless it has to be signed.
package struct FileStream: Sendable {
  let body: ResponseBody
  /// All of it.
  package let whole: @Sendable () async throws -> [UInt8]

  init<Pieces: AsyncSequence & Sendable>(_ pieces: Pieces) where Pieces.Element == [UInt8] {
    body = ResponseBody(asyncSequence: pieces.map { ByteBuffer(bytes: $0) })
    whole = {
      var bytes: [UInt8] = []
      for try await piece in pieces { bytes += piece }
      return bytes
    }
  }
}

extension Operation {
  /// Declares a POST that takes a file, piece by piece.
  package init<each Input: Sendable, Output: Sendable>(
    uploading form: FileForm, _ path: String, _ summary: String, id: String, needs: Scope?,
    refusals: [ErrorCode] = [], status: Int = 202, takes fields: repeat Field<each Input>,
    gives: Schema<Output>,
    run body: @escaping @Sendable (Call<Services>, Upload, repeat each Input) async throws -> Output
  ) {
    var parts: [FieldPart] = []
    for field in repeat each fields { parts += field.parts }
    parts.append(
      FieldPart(
        place: .body, name: "", isRequired: true, document: ["type": "string"], components: [:],
        isWholeBody: true))
    let known = parts
    self.init(
      method: .post, path: path, id: id, summary: summary, needs: needs, refusals: refusals,
      movesValue: false, status: status, examples: Examples(), parts: parts,
      replyDocument: gives.document, replyComponents: gives.components, takesFile: form
    ) { call, arrival, _ in
      var arrival = arrival
      let inputs = (repeat (each fields).read(&arrival))
      arrival.refuseUnknown(known)
      if let faults = Faults(all: arrival.faults) { throw Problem(faults) }
      guard let upload = arrival.upload else { preconditionFailure("a file came without its pieces") }
      let output = try await body(call, upload, repeat (each inputs).unsafelyRead)
      return Written(json: gives.encode(output), isReplayed: false)
    }
  }

  /// Declares a GET that gives a file piece by piece; what can be refused is refused before the first.
  package init<each Input: Sendable, Pieces: AsyncSequence & Sendable>(
    streaming form: FileForm, _ path: String, _ summary: String, id: String, needs: Scope?,
    refusals: [ErrorCode] = [], takes fields: repeat Field<each Input>,
    run body: @escaping @Sendable (Call<Services>, repeat each Input) async throws -> Pieces
  ) where Pieces.Element == [UInt8] {
    var parts: [FieldPart] = []
    for field in repeat each fields { parts += field.parts }
    let known = parts
    self.init(
      method: .get, path: path, id: id, summary: summary, needs: needs, refusals: refusals,
      movesValue: false, status: 200, examples: Examples(), parts: parts,
      replyDocument: ["type": "string"], replyComponents: [:], givesFile: form
    ) { call, arrival, _ in
      var arrival = arrival
      let inputs = (repeat (each fields).read(&arrival))
      arrival.refuseUnknown(known)
      if let faults = Faults(all: arrival.faults) { throw Problem(faults) }
      let pieces = try await body(call, repeat (each inputs).unsafelyRead)
      return Written(json: .null, isReplayed: false, stream: FileStream(pieces))
    }
  }

  /// Declares a GET that gives a file.
  package init<each Input: Sendable>(
    downloading form: FileForm, _ path: String, _ summary: String, id: String, needs: Scope?,
    refusals: [ErrorCode] = [], takes fields: repeat Field<each Input>,
    run body: @escaping @Sendable (Call<Services>, repeat each Input) async throws -> [UInt8]
  ) {
    var parts: [FieldPart] = []
    for field in repeat each fields { parts += field.parts }
    let known = parts
    self.init(
      method: .get, path: path, id: id, summary: summary, needs: needs, refusals: refusals,
      movesValue: false, status: 200, examples: Examples(), parts: parts,
      replyDocument: ["type": "string"], replyComponents: [:], givesFile: form
    ) { call, arrival, _ in
      var arrival = arrival
      let inputs = (repeat (each fields).read(&arrival))
      arrival.refuseUnknown(known)
      if let faults = Faults(all: arrival.faults) { throw Problem(faults) }
      return Written(
        json: .null, isReplayed: false, file: try await body(call, repeat (each inputs).unsafelyRead))
    }
  }
}
