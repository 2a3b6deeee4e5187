package org.hearthgate.adapter.conversation.gatt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattHold;

/** Says how a Bluetooth device fares in the words of {@link DeviceStatus}: what the link knows, and what its own conversation found. */
public final class LinkStatus {
    private LinkStatus() {}

    /** {@return heard, waiting or lost} For a device that sleeps between two uses: that it is silent is no loss. */
    public static DeviceStatus.State ofSleeper(GattHold.Status link) {
        return state(link, DeviceStatus.State.HEARD);
    }

    /** {@return heard, waiting or lost} For a device that is worn and always talks: silence after a word is a loss. */
    public static DeviceStatus.State ofTalker(GattHold.Status link) {
        return state(link, DeviceStatus.State.LOST);
    }

    private static DeviceStatus.State state(GattHold.Status link, DeviceStatus.State silentAfterAWord) {
        return switch (link.state()) {
            case TALKING -> DeviceStatus.State.HEARD;
            case WAITING, CONNECTING -> link.heardAt().isPresent() ? silentAfterAWord : DeviceStatus.State.WAITING;
            case UNPAIRED, LOST, NO_RADIO -> DeviceStatus.State.LOST;
        };
    }

    /** {@return what the conversation found, unless the link first needs somebody's hands} */
    public static String why(GattHold.Status link, Optional<String> remark) {
        boolean linkFirst = link.state() == GattHold.State.UNPAIRED || link.state() == GattHold.State.NO_RADIO;
        return linkFirst ? link.why() : remark.orElse(link.why());
    }

    /** {@return the sentences that are there, as one text} */
    public static String why(String first, List<Optional<String>> more) {
        return Stream.concat(Stream.of(first), more.stream().flatMap(Optional::stream))
                .map(sentence -> sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence)
                .collect(Collectors.joining(". "));
    }
}
