package org.hearthgate.nightscout.internal;

/** A request that cannot be served as it is; carries the answer that says why and what to do. */
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    private RefusedRequest(Answer answer, String description) {
        super(description, null, false, false); // no stack trace: a client's mistake is nothing exceptional
        this.answer = answer;
    }

    static RefusedRequest badRequest(String description) {
        return new RefusedRequest(Answer.error(400, "Bad Request", description), description);
    }

    static RefusedRequest tooLarge(String description) {
        return new RefusedRequest(Answer.error(413, "Content Too Large", description), description);
    }

    static RefusedRequest unsupported(String description) {
        return new RefusedRequest(Answer.error(415, "Unsupported Media Type", description), description);
    }

    static RefusedRequest busy(String description) {
        return new RefusedRequest(Answer.busy(5, description), description);
    }

    Answer answer() {
        return answer;
    }
}
