package org.hearthgate.adapter.pen.internal.phd;

import java.util.Optional;

/** One message of IEEE 11073-20601. */
public sealed interface Apdu {
    /** Nothing: an APDU without an octet, which means "I have nothing to say" and "go on". */
    record Empty() implements Apdu {}

    /**
     * The agent wants to associate.
     *
     * @param version bits of the association protocol
     * @param protocol number of the data protocol, 20601 where it is one of those offered
     * @param association what it says of itself; empty for another protocol
     */
    record AssociationRequest(long version, int protocol, Optional<Association> association) implements Apdu {}

    /**
     * The manager's answer.
     *
     * @param result 0 to 8
     * @param protocol number of the data protocol
     * @param association what it says of itself; empty for another protocol
     */
    record AssociationResponse(int result, int protocol, Optional<Association> association) implements Apdu {}

    /** One side wants to end the association. */
    record ReleaseRequest(int reason) implements Apdu {}

    /** The other agrees. */
    record ReleaseResponse(int reason) implements Apdu {}

    /** One side ends it at once. */
    record Abort(int reason) implements Apdu {}

    /**
     * Data within an association.
     *
     * @param invoke number of the request, which its answer repeats
     * @param choice what it is
     * @param body the rest
     */
    record Presentation(int invoke, Choice choice, Body body) implements Apdu {}
}
