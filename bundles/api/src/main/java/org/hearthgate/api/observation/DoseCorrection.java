package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a dose in the record was really for. Observations never change: a correction is a {@link DeviceEvent} beside the dose, of the
 * same person and device, and the latest one by {@code receivedAt} holds. Whoever adds up insulin or shows doses has to heed it.
 *
 * @param sequence {@link Origin#sequence()} of the dose
 * @param purpose what it was for
 * @param by who says so
 */
public record DoseCorrection(long sequence, InsulinDose.Purpose purpose, By by) {
    private static final Pattern DETAIL = Pattern.compile("dosePurpose=([A-Z]+) sequence=(-?\\d{1,18}) by=([A-Z]+)");

    public DoseCorrection {
        requireNonNull(purpose, "purpose");
        requireNonNull(by, "by");
    }

    /** Who corrects. A person's word stands above a rule's, whichever came later. */
    public enum By {
        PERSON,
        /** The adapter, when a later dose showed that this one was an air shot. */
        RULE
    }

    /** {@return {@link DeviceEvent#detail()} of the {@link DeviceEvent.Event#OTHER} event that says it} */
    public String detail() {
        return "dosePurpose=" + purpose + " sequence=" + sequence + " by=" + by;
    }

    /** {@return the correction that an event is; empty when it is something else} */
    public static Optional<DoseCorrection> of(DeviceEvent event) {
        Matcher matcher = DETAIL.matcher(event.detail());
        if (event.event() != DeviceEvent.Event.OTHER || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DoseCorrection(
                    Long.parseLong(matcher.group(2)),
                    InsulinDose.Purpose.valueOf(matcher.group(1)),
                    By.valueOf(matcher.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // written by a later version with other words
        }
    }
}
