process.env.PORT = "0";
test("answers", () => expect(process.env.TEST_TARGET).toBeDefined());
