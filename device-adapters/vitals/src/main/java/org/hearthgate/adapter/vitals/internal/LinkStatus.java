package org.hearthgate.adapter.vitals.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattHold;

/** Says how a device fares in the words of {@link DeviceStatus}: what the link knows, and what its own conversation found. */
final class LinkStatus {
    private LinkStatus() {}

    /** {@return heard, waiting or lost} A cuff or thermometer sleeps between two uses: that it is silent is no loss. */
    static DeviceStatus.State state(GattHold.Status link) {
        return switch (link.state()) {
            case TALKING -> DeviceStatus.State.HEARD;
            case WAITING, CONNECTING ->
                link.heardAt().isPresent() ? DeviceStatus.State.HEARD : DeviceStatus.State.WAITING;
            case UNPAIRED, LOST, NO_RADIO -> DeviceStatus.State.LOST;
        };
    }

    /** {@return the sentences that are there, as one text} */
    static String why(String first, List<Optional<String>> more) {
        return Stream.concat(Stream.of(first), more.stream().flatMap(Optional::stream))
                .map(sentence -> sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence)
                .collect(Collectors.joining(". "));
    }
}
