package org.hearthgate.adapter.simulator.internal.person;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Function;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;

/**
 * Something a device of a virtual person has to tell; who hears it, and when, is not the person's business.
 *
 * @param at when it was measured or done; of one kind never two at one instant
 * @param knownAt when a device could first tell it: sleep is known when it is over
 * @param sequence minutes since 1970 for a reading of the sensor, whatever sensor it is
 * @param form makes the observation for an origin
 */
public record Happening(Instant at, Instant knownAt, OptionalLong sequence, Function<Origin, Observation> form) {}
