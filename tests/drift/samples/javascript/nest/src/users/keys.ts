export enum SettingKey {
  Region = "AWS_BUCKET_REGION",
  Unused = "UNUSED_SETTING",
}
export enum ErrorCode {
  NotFound = "USER_NOT_FOUND",
}
