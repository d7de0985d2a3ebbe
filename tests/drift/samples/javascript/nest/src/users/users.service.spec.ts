describe("users", () => {
  it("reads", () => {
    jest.replaceProperty(process, "env", { MOCKED_NAME: "1" });
    expect(process.env.SPEC_NAME).toBe("1");
  });
});
