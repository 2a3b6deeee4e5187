package org.hearthgate.adapter.coap.internal;

import org.hearthgate.api.observation.RawForm;

/**
 * One record that was not taken, while its neighbours may have been.
 *
 * @param position in the pack, 1 for the first
 * @param name its name, as far as one could be read; may be empty
 * @param reason what was wrong and what to do; goes to the device
 * @param raw the octets of the record
 */
record SenmlRefusal(int position, String name, String reason, RawForm raw) {}
