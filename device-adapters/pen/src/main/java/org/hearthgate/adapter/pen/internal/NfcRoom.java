package org.hearthgate.adapter.pen.internal;

import java.time.Duration;
import java.util.List;
import org.hearthgate.adapter.pen.internal.novo.NovoPen;
import org.hearthgate.adapter.pen.internal.pcsc.CardField;
import org.hearthgate.adapter.pen.internal.pcsc.NoField;
import org.hearthgate.adapter.pen.internal.pcsc.PcscField;
import org.hearthgate.adapter.pen.internal.port.PenProtocol;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.device.TouchListener;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The readers of this hub: watches them, and has what is touched to one of them read. There whether a pen is configured or not. */
@Component(
        name = NfcRoom.PID,
        configurationPid = NfcRoom.PID,
        immediate = true,
        service = {DeviceDiscovery.class, HealthProbe.class})
@Designate(ocd = NfcRoom.Config.class)
public final class NfcRoom implements DeviceDiscovery, HealthProbe {
    static final String PID = "org.hearthgate.adapter.pen.reader";
    static final String TRANSPORT = "nfc";

    private static final Logger LOG = LoggerFactory.getLogger(NfcRoom.class);

    /** Every kind of pen that is understood; a new one is named here. */
    private static final List<PenProtocol> PROTOCOLS = List.of(new NovoPen());

    private final TouchedPens touched = new TouchedPens();
    private final ReaderWatch watch;

    @Reference
    volatile List<KnownPen> pens = List.of();

    @Reference
    volatile List<TouchListener> listeners = List.of();

    /** Settings of the readers. */
    @ObjectClassDefinition(name = "Readers for pens (NFC)")
    public @interface Config {
        @AttributeDefinition(name = "Enabled", description = "Whether readers are watched at all")
        boolean enabled() default true;

        @AttributeDefinition(
                name = "Look for cards every (milliseconds)",
                description = "How long one wait for a card may take; it also bounds how long the room takes to stop",
                min = "50",
                max = "5000")
        int waitMillis() default 500;
    }

    /** @throws IllegalArgumentException if a setting cannot be used */
    @Activate
    public NfcRoom(@Reference HubClock clock, Config config) {
        this(clock, config, NfcRoom::pcsc);
    }

    NfcRoom(HubClock clock, Config config, java.util.function.Supplier<CardField> field) {
        if (config.waitMillis() < 50 || config.waitMillis() > 5000) {
            throw new IllegalArgumentException(PID + ": waitMillis must be 50 to 5000, was " + config.waitMillis());
        }
        var touch = new Touch(PROTOCOLS, () -> pens, touched, clock, this::tell);
        watch = new ReaderWatch(field, Duration.ofMillis(config.waitMillis()), touch, this::readers);
        if (config.enabled()) {
            watch.start();
        }
    }

    /** {@return the readers by PC/SC; where this Java has no such module, a field that says so} */
    private static CardField pcsc() {
        try {
            return new PcscField();
        } catch (NoClassDefFoundError e) {
            return new NoField(e);
        }
    }

    @Deactivate
    void stop() {
        watch.stop();
    }

    /** {@return whether nothing lies on any reader} */
    boolean fieldEmpty() {
        return watch.fieldEmpty();
    }

    /** {@return whether a card is being talked to} */
    boolean inContact() {
        return watch.inContact();
    }

    private void readers(String trouble) {
        pens.forEach(pen -> pen.readers(trouble));
    }

    private void tell(DeviceTouch touch) {
        for (TouchListener listener : listeners) {
            try {
                listener.touched(touch);
            } catch (
                    RuntimeException
                            e) { // one that fails must not keep the others from hearing it, nor the pen from being read
                LOG.error(
                        "A listener to touches failed: {}", listener.getClass().getName(), e);
            }
        }
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public List<HeardDevice> heard() {
        return touched.newestFirst();
    }

    @Override
    public void search(Duration length) {
        // the readers always look
    }

    @Override
    public void forget(String address) {
        touched.forget(address);
    }

    @Override
    public String name() {
        return TRANSPORT;
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        String trouble = watch.trouble();
        if (pens.isEmpty()) {
            return Health.ok("No pen is configured" + (trouble.isEmpty() ? "" : ". " + trouble));
        }
        return trouble.isEmpty() ? Health.ok("Readers: " + String.join(", ", watch.readers())) : Health.warn(trouble);
    }
}
