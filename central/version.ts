/** The release, as `/health` and the OpenAPI document show it; a test keeps it equal to package.json. */
export const CENTRE_VERSION = "0.1.0";
