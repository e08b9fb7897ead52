import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// Where outside malls ask for our members' points: parameters in the address, answers as the mall contract
/// has them (decision 0045).
///
/// What is decided is said with 200, `ok` or `fail`; everything else has another status, so that a mall never
/// takes for decided what was not.
struct MallDoor: Sendable {
  let faces: Faces
  let coalition: Coalition
  let record: FaceRecord

  func consume(_ asked: Asked) async throws -> Response {
    try await answered(asked) { json(try await coalition.consumeForMall($0)) }
  }

  func add(_ asked: Asked) async throws -> Response {
    try await answered(asked) { json(try await coalition.addForMall($0)) }
  }

  func end(_ asked: Asked) async throws -> Response {
    try await answered(asked) { parameters in
      try await coalition.endForMall(parameters)
      return text("ok", .ok)
    }
  }

  private func answered(
    _ asked: Asked, _ answer: ([String: String]) async throws -> Response
  ) async throws -> Response {
    // One name twice has no place in what was signed.
    if asked.query.hasRepeats { return text("parameter twice", .badRequest) }
    let parameters = Dictionary(uniqueKeysWithValues: asked.query.items.map { ($0.name, $0.value) })
    do { return try await answer(parameters) } catch let refusal as MallRefusal {
      return text(refusal.words, refusal.status)
    } catch OrderRefusal.busy, OrderRefusal.outcomeUnknown { return text("busy", .serviceUnavailable) } catch
    {
      record(asked.caller.requestID, error)
      return text("fault", .internalServerError)
    }
  }

  private func json(_ reply: MallReply) -> Response {
    // Every part is ours and of letters, digits and underscores.
    let body =
      #"{"status":"\#(reply.isOK ? "ok" : "fail")","errorMessage":"\#(reply.failure)","#
      + #""bizId":"\#(reply.number)","credits":"\#(max(0, reply.credits.units))"}"#
    var response = text(body, .ok)
    response.headers[.contentType] = "application/json"
    return response
  }

  private func text(_ text: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension MallRefusal {
  fileprivate var status: HTTPResponse.Status {
    switch self {
    case .unknownMall, .signatureWrong, .expired: .unauthorized
    case .parameterInvalid, .memberUnknown: .badRequest
    case .numberUsed, .endedOtherwise: .conflict
    case .orderUnknown: .notFound
    }
  }

  fileprivate var words: String {
    switch self {
    case .unknownMall: "unknown appKey"
    case .signatureWrong: "sign is wrong"
    case .expired: "timestamp is too old"
    case .parameterInvalid(let name): "\(name) is not valid"
    case .memberUnknown: "uid is unknown"
    case .numberUsed: "orderNum was used for something else"
    case .orderUnknown: "orderNum is unknown"
    case .endedOtherwise: "the order ended the other way"
    }
  }
}

extension Faces {
  /// Serves what malls call.
  func addMallRoutes<Context: RequestContext>(
    to router: Router<Context>, _ door: MallDoor, _ ask: Ask<Context>
  ) {
    router.get("mall/consume", use: ask(door.consume))
    router.get("mall/add", use: ask(door.add))
    router.get("mall/notify", use: ask(door.end))
  }
}
