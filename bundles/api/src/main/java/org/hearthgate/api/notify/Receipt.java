package org.hearthgate.api.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.PersonId;

/**
 * What came of one delivery: a line of the record of who was reached.
 *
 * @param callId of the {@link Call}
 * @param alertId of its alert
 * @param person whom the alert is about
 * @param step of the call for help, 0 at first
 * @param channel id of the channel
 * @param carer id of the carer it was for; empty where it is for whoever is near
 * @param outcome how far it came
 * @param at when, hub clock
 * @param detail the reason of a failure, or what received it; no health value; at most 300 characters
 */
public record Receipt(
        String callId,
        String alertId,
        PersonId person,
        int step,
        String channel,
        Optional<String> carer,
        Outcome outcome,
        Instant at,
        String detail) {
    public Receipt {
        requireNonNull(callId, "callId");
        requireNonNull(alertId, "alertId");
        requireNonNull(person, "person");
        requireNonNull(channel, "channel");
        requireNonNull(carer, "carer");
        requireNonNull(outcome, "outcome");
        requireNonNull(at, "at");
        if (detail.length() > 300) {
            detail = detail.substring(0, 300);
        }
    }

    /** How far a delivery came; the names are stored, so they are added to and never renamed. */
    public enum Outcome {
        /** Not delivered; tried again while there is time. */
        FAILED,
        /** The time for it ran out. */
        GIVEN_UP,
        /** A machine took it: a broker, a server, the sound card. */
        SENT,
        /** A device near a person has it. */
        RECEIVED,
        /** A person was there: a page in front of somebody, a touch. */
        SEEN;

        /** {@return whether a machine or a person took it} */
        public boolean reached() {
            return ordinal() >= SENT.ordinal();
        }
    }
}
