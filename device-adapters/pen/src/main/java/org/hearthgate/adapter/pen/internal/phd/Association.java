package org.hearthgate.adapter.pen.internal.phd;

import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * What one side says of itself when it associates (protocol 20601).
 *
 * @param protocolVersion bits; 0x80000000 is version 1
 * @param encoding bits; 0x8000 is MDER
 * @param nomenclatureVersion bits
 * @param functionalUnits bits
 * @param systemType bits: 0x80000000 manager, 0x00800000 agent
 * @param systemId EUI-64 in hexadecimal
 * @param configurationId 0x4000 to 0x7FFF is a configuration of the device's own; 0 in an answer
 * @param dataRequestFlags bits
 * @param agentRequests how many data requests the agent may begin
 * @param managerRequests how many the manager may begin
 * @param options how many options follow
 */
public record Association(
        long protocolVersion,
        int encoding,
        long nomenclatureVersion,
        long functionalUnits,
        long systemType,
        String systemId,
        int configurationId,
        int dataRequestFlags,
        int agentRequests,
        int managerRequests,
        int options) {
    /** The data protocol that is IEEE 11073-20601. */
    public static final int PROTOCOL = 20601;

    static Association read(FrameReader in) throws FrameException {
        long protocolVersion = in.unsigned32();
        int encoding = in.unsigned16();
        long nomenclature = in.unsigned32();
        long functional = in.unsigned32();
        long systemType = in.unsigned32();
        String systemId = java.util.HexFormat.of().formatHex(in.octets(in.unsigned16()));
        int configuration = in.unsigned16();
        int flags = in.unsigned16();
        int agent = in.unsigned8();
        int manager = in.unsigned8();
        int options = Attribute.list(in).size();
        in.end();
        return new Association(
                protocolVersion,
                encoding,
                nomenclature,
                functional,
                systemType,
                systemId,
                configuration,
                flags,
                agent,
                manager,
                options);
    }
}
