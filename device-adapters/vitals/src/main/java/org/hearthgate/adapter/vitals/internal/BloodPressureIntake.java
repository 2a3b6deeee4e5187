package org.hearthgate.adapter.vitals.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;

/** Takes one measurement of a cuff: whose it is, in mmHg, with what the cuff itself doubts. */
final class BloodPressureIntake {
    /** Conventional millimetre of mercury, 133.322387415 Pa. */
    private static final BigDecimal KILOPASCAL_PER_MMHG = new BigDecimal("0.133322387415");

    private final DeviceLine line;
    private final Map<Integer, PersonId> users;

    /** @param users whom the cuff's user numbers mean; empty where everything is the owner's */
    BloodPressureIntake(DeviceLine line, Map<Integer, PersonId> users) {
        this.line = line;
        this.users = Map.copyOf(users);
    }

    void take(GattValue value) {
        try {
            BloodPressureMeasurement told = BloodPressureDecoder.measurement(value.octets());
            double systolic = millimetresOfMercury(told.systolic(), told.kilopascal());
            double diastolic = millimetresOfMercury(told.diastolic(), told.kilopascal());
            PersonId person = whose(told.knownUser());
            Origin plain = line.origin(person, value, told.time());
            Optional<Doubt> doubt = told.status().flatMap(CuffStatus::doubt);
            Origin origin = doubt.map(plain::withDoubt).orElse(plain);
            var observations = new ArrayList<Observation>();
            observations.add(new BloodPressure(origin, systolic, diastolic));
            told.pulsePerMinute().flatMap(pulse -> Pulse.of(pulse, origin)).ifPresent(observations::add);
            line.keep(observations);
        } catch (FrameException e) {
            line.refuse(value, e.getMessage());
        } catch (IllegalArgumentException e) {
            line.refuse(value, "no body has such a pressure");
        }
    }

    private PersonId whose(OptionalInt user) throws FrameException {
        if (user.isEmpty() || users.isEmpty()) {
            return line.person();
        }
        PersonId person = users.get(user.getAsInt());
        if (person == null) {
            throw new FrameException(
                    "the cuff's user " + user.getAsInt() + " is nobody's; add the number to this device's users");
        }
        return person;
    }

    private static double millimetresOfMercury(MedicalFloat pressure, boolean kilopascal) throws FrameException {
        BigDecimal number = pressure.number().orElseThrow(() -> new FrameException("the cuff says that it failed"));
        // within what a double can hold: what is beyond is refused as no body's pressure
        return (kilopascal ? number.divide(KILOPASCAL_PER_MMHG, 4, RoundingMode.HALF_UP) : number).doubleValue();
    }
}
