ENV['ONLY_TESTED'] || raise
