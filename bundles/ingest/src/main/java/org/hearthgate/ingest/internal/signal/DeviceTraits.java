package org.hearthgate.ingest.internal.signal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the home knows of a device and the device does not tell: one instance per file {@code org.hearthgate.ingest.device~x.json}. */
@Component(
        configurationPid = DeviceTraits.PID,
        name = DeviceTraits.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = DeviceTraits.class)
@Designate(ocd = DeviceTraits.Config.class, factory = true)
public final class DeviceTraits {
    static final String PID = "org.hearthgate.ingest.device";
    private static final double LEAST_SPAN_MG_PER_DL = 50;

    /** One device, or all whose name begins alike. */
    @ObjectClassDefinition(
            name = "Device: what it can measure",
            description = "Range, warm-up and life of a glucose sensor, for the reasons that readings carry")
    public @interface Config {
        @AttributeDefinition(
                name = "Device",
                description = "As the record names it; with * at the end: all that begin so, the longest fits first")
        String device();

        @AttributeDefinition(name = "Lowest value (mg/dL)", description = "0: not known", min = "0")
        int lowestMgPerDl() default 0;

        @AttributeDefinition(name = "Highest value (mg/dL)", description = "0: not known", min = "0")
        int highestMgPerDl() default 0;

        @AttributeDefinition(
                name = "Warm-up (minutes)",
                description = "Readings in it raise no alarm. -1: as the device tells, else 30",
                min = "-1",
                max = "720")
        int warmUpMinutes() default -1;

        @AttributeDefinition(name = "Life (hours)", description = "0: not known", min = "0")
        int lifeHours() default 0;

        @AttributeDefinition(name = "Sampling interval (minutes)", description = "0: learnt", min = "0", max = "60")
        int samplingMinutes() default 0;
    }

    private final String prefix;
    private final boolean exact;
    private final Traits traits;

    @Activate
    public DeviceTraits(Config config) {
        exact = !config.device().endsWith("*");
        prefix = exact
                ? config.device()
                : config.device().substring(0, config.device().length() - 1);
        require(!prefix.isBlank(), "device must name a device, or the beginning of its name and *");
        require(
                config.lowestMgPerDl() >= 0
                        && (config.highestMgPerDl() == 0
                                || config.highestMgPerDl() >= config.lowestMgPerDl() + LEAST_SPAN_MG_PER_DL),
                "highestMgPerDl must be 0 or at least 50 above lowestMgPerDl, both in mg/dL");
        require(
                config.warmUpMinutes() >= -1 && config.warmUpMinutes() <= 720,
                "warmUpMinutes must be -1 to 720: readings in it raise no alarm");
        require(
                config.lifeHours() >= 0 && config.samplingMinutes() >= 0 && config.samplingMinutes() <= 60,
                "lifeHours must not be below 0 and samplingMinutes must be 0 to 60");
        traits = new Traits(
                config.lowestMgPerDl(),
                config.highestMgPerDl(),
                config.warmUpMinutes(),
                config.lifeHours(),
                config.samplingMinutes());
    }

    Traits traits() {
        return traits;
    }

    /** {@return how well this fits the device: 0 not at all, else the longer the better} */
    int fits(String device) {
        return exact
                ? (device.equals(prefix) ? Integer.MAX_VALUE : 0)
                : device.startsWith(prefix) ? prefix.length() : 0;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(PID + ": " + what);
        }
    }
}
