package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.osgi.service.component.annotations.Component;

/** Shows any frame of a scale to an installer, by the decoders that the adapter uses. */
@Component(name = ScaleFrames.PID, configurationPid = ScaleFrames.PID)
public final class ScaleFrames implements FrameDecoder {
    static final String PID = "org.hearthgate.adapter.scale.frames";

    private static final String ADVERTISED = "ADV SERVICE DATA ";

    /** The frames it knows; each says of which service it is part and how it is read. */
    private enum Frame {
        WEIGHT("181D", "2A9D") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return ScaleDecoder.weight(octets).tree();
            }
        },
        WEIGHT_FEATURE("181D", "2A9E") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return ScaleFeatures.ofWeightScale(octets);
            }
        },
        COMPOSITION("181B", "2A9C") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return ScaleDecoder.bodyComposition(octets).tree();
            }
        },
        COMPOSITION_FEATURE("181B", "2A9B") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return ScaleFeatures.ofBodyComposition(octets);
            }
        },
        USER_CONTROL("181C", "2A9F") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return UserControlPoint.tree(octets);
            }
        },
        CHANGE_INCREMENT("181C", "2A99") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                FrameReader frame = FrameReader.littleEndian(octets);
                long increment = frame.unsigned32();
                frame.end();
                return new FrameTree().with("change_increment", increment).toMap();
            }
        },
        USER_HEIGHT("181C", "2A8E") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return new FrameTree()
                        .with("height_m", FrameTree.plain(only16(octets).movePointLeft(2)))
                        .toMap();
            }
        },
        USER_WEIGHT("181C", "2A98") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                BigDecimal kilograms = only16(octets).multiply(new BigDecimal("0.005"));
                return new FrameTree()
                        .with("weight_kg", FrameTree.plain(kilograms))
                        .toMap();
            }
        },
        USER_BIRTH("181C", "2A85") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                FrameReader frame = FrameReader.littleEndian(octets);
                var birth = new DeviceDateTime(frame.unsigned16(), frame.unsigned8(), frame.unsigned8(), 0, 0, 0);
                frame.end();
                return new FrameTree()
                        .with(
                                "birth_date",
                                String.format(Locale.ROOT, "%04d-%02d-%02d", birth.year(), birth.month(), birth.day()))
                        .toMap();
            }
        },
        MI_SCALE_1(ADVERTISED + "181D", "MI1") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return XiaomiDecoder.scale1(octets).tree();
            }
        },
        MI_SCALE_2(ADVERTISED + "181B", "MI2") {
            @Override
            Map<String, Object> read(byte[] octets) throws FrameException {
                return XiaomiDecoder.scale2(octets).tree();
            }
        };

        private final String service;
        private final String characteristic;

        Frame(String service, String characteristic) {
            this.service = service;
            this.characteristic = characteristic;
        }

        abstract Map<String, Object> read(byte[] octets) throws FrameException;

        static Optional<Frame> of(String service, String characteristic) {
            // a row may name several services at once, e.g. 1805/181C
            List<String> services =
                    Arrays.asList(service.strip().toUpperCase(Locale.ROOT).split("/"));
            return Stream.of(values())
                    .filter(frame -> services.contains(frame.service))
                    .filter(frame -> frame.characteristic.equalsIgnoreCase(characteristic.strip()))
                    .findFirst();
        }

        private static BigDecimal only16(byte[] octets) throws FrameException {
            FrameReader frame = FrameReader.littleEndian(octets);
            int value = frame.unsigned16();
            frame.end();
            return BigDecimal.valueOf(value);
        }
    }

    @Override
    public boolean knows(String service, String characteristic) {
        return Frame.of(service, characteristic).isPresent();
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        Optional<Frame> frame = Frame.of(service, characteristic);
        if (frame.isEmpty()) {
            return Map.of("error", "unknown frame");
        }
        try {
            return frame.get().read(octets);
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }
}
